-- 0016_freins.sql : freins codés, sans détail (R-72), ouverts et levés à une date (C-20) ; ancienneté d'une situation
-- découverte. Ce que les entretiens disaient en toutes lettres y reste, avec eux.
-- Conservation : deux ans après le dernier contact ; effacement : purge.
create table frein (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    code      text not null check (code in ('mobilite', 'logement', 'sante_oriente', 'garde_enfant',
                                            'ressources_oriente', 'demarches', 'numerique', 'langue')),
    du        $DATE not null,
    au        $DATE,                            -- levé ce jour-là
    agent_id  $ID references agent (id),        -- qui l'a constaté
    leve_par  $ID references agent (id),
    version   $ID not null default 1
) $STRICT;
create unique index frein_un_ouvert on frein (jeune_id, code) where au is null;
create index frein_par_jeune on frein (jeune_id, du);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('frein', 'jeune_id', 'Freins codés, sans détail', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('solution.anteriorite', '2013-01-01', '24', 'mois', 'Proposition : sans scolarité connue, une solution découverte ne remonte pas plus loin', 1);
