-- 0072_formulaires_recus.sql : jetons des formulaires déjà reçus : le même, renvoyé, n'écrit pas deux fois.
-- Aucune donnée sur des personnes. Conservation : une semaine, effacés par le travail quotidien.
create table formulaire_recu (
    saisie  text primary key,
    recu_le $INSTANT not null
) $STRICT;
create index formulaire_recu_par_instant on formulaire_recu (recu_le);
