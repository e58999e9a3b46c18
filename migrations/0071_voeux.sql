-- 0071_voeux.sql : vœux suivis avec le jeune (A-18) ; ce que dit une source reste dans `voeu`. Prime de reprise d'études.
-- Conservation : comme le dossier.
create table voeu_suivi (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    formation text not null,
    ou        text not null default '',            -- établissement demandé
    rang      $ID not null,
    etat      text not null default 'prepare' check (etat in ('prepare', 'depose', 'accepte', 'attente', 'refuse', 'abandonne')),
    etat_le   $DATE not null,
    note      text not null default '',
    agent_id  $ID references agent (id),
    version   $ID not null default 1
) $STRICT;
create index voeu_suivi_par_jeune on voeu_suivi (jeune_id, rang);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('voeu_suivi', 'jeune_id', 'Vœux suivis', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('voeu.relance', '2013-01-01', '7', 'jours', 'Proposition : un vœu refusé se reprend dans la semaine (A-18)', 1),
    ('prime.montant', '2014-12-05', '600', 'euros', 'Prime de reprise d’études', 0),
    ('prime.interruption', '2014-12-05', '5', 'mois', 'Prime de reprise d’études', 0),
    ('prime.age_de', '2014-12-05', '16', 'ans', 'Prime de reprise d’études : de 16 ans à 18 ans révolus', 0),
    ('prime.age_a', '2014-12-05', '18', 'ans', 'Prime de reprise d’études : de 16 ans à 18 ans révolus', 0);
