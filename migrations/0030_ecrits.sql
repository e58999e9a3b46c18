-- 0030_ecrits.sql : écrits demandés en PDF ; la mise en page est un travail.
-- Conservation : `ecrit.conservation` jours après la demande, puis la ligne entière est effacée par le travail quotidien.
-- Page et fichier sont chiffrés ; le nom du fichier ne nomme personne.
create table ecrit (
    id         $KEY,
    agent_id   $ID not null references agent (id),   -- lui seul l'ouvre : la page a été faite avec ses droits
    jeune_id   $ID references jeune (id),            -- de qui il parle, s'il ne parle que d'un jeune
    titre      text not null,
    nom        text not null,                         -- « releve-de-decisions »
    page       text not null,                         -- chiffrée ; vide une fois le PDF fait
    contenu    text not null default '',              -- PDF, chiffré
    octets     $ID not null default 0,
    empechement text not null default '',             -- pourquoi il n'a pas pu être fait
    demande_le $INSTANT not null,
    expire_le  $INSTANT not null
) $STRICT;
create index ecrit_par_expiration on ecrit (expire_le);
create index ecrit_par_jeune on ecrit (jeune_id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('ecrit', 'jeune_id', 'Écrits demandés en PDF, chiffrés', 'un jour (à confirmer)', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('ecrit.conservation', '2013-01-01', '1', 'jours', 'Proposition : le temps de le prendre', 1);
