-- 0010_jeunes_dossier.sql : exemption de l'obligation de formation (R-08), et l'index des naissances pour la recherche.
-- Conservation : deux ans après le dernier contact ; effacement : purge.
-- Ni diagnostic ni copie du certificat : un oui daté et la qualité du signataire.
create table exemption_formation (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    du         $DATE not null,
    au         $DATE,
    signataire text not null,
    agent_id   $ID references agent (id)
) $STRICT;
create index exemption_formation_par_jeune on exemption_formation (jeune_id, du);
create index jeune_par_naissance on jeune (naissance, id);
create index jeune_par_tri on jeune (cle_tri, id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('exemption_formation', 'jeune_id', 'Exemption de l’obligation de formation, sans son motif médical', 'deux ans après le dernier contact', 'purge');
