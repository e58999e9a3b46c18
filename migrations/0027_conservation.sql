-- 0027_conservation.sql : fin de conservation (R-74, metier.md §11.3) : ce qui arrive à son terme est annoncé, quelqu'un décide,
-- le reste est ramené au mois et ne désigne plus personne.
-- Conservation : une annonce, jusqu'à la purge du dossier ou la fin de l'exception ; les rapports, qui ne nomment aucun jeune,
-- aussi longtemps que le service. Effacement : purge.
alter table jeune add column anonymise_le $DATE; -- plus personne : ne restent que des faits au mois, pour les nombres

-- Ce qu'une purge fait de chaque table du registre ; « ailleurs » : une autre règle s'en charge.
alter table registre add column au_terme text not null default 'effacer' check (au_terme in ('effacer', 'au_mois', 'ailleurs'));
update registre set au_terme = 'au_mois' where nom_table in
    ('inscription', 'diplome', 'situation', 'solution', 'suivi_solution', 'campagne_jeune', 'verification', 'contact', 'entretien',
     'signalement', 'fusion', 'ligne_import');
update registre set au_terme = 'ailleurs' where nom_table = 'journal';
-- Les taux d'une campagne (I-01 à I-07) se refont depuis les faits datés (R-61) : ceux-là restent, au mois, sans aucun texte.
update registre set conservation = 'deux ans après le dernier contact, puis au mois et sans texte'
 where nom_table in ('contact', 'entretien', 'signalement');

create table purge_annonce (
    jeune_id    $ID primary key references jeune (id),
    dernier_le  $DATE not null,                   -- dernier fait connu, et lequel
    dernier_quoi text not null,
    terme       $DATE not null,
    annoncee_le $DATE not null,
    decision    text not null default '' check (decision in ('', 'purger', 'garder')),
    motif       text not null default '' check (motif in ('', 'contentieux', 'controle', 'droit', 'reprise')),
    detail      text not null default '',
    jusqu_au    $DATE,                            -- fin de l'exception
    decidee_le  $INSTANT,
    decidee_par $ID references agent (id),
    version     $ID not null default 1
) $STRICT;
create index purge_annonce_par_terme on purge_annonce (terme, jeune_id);

create table purge_rapport (
    id        $KEY,
    fait_le   $INSTANT not null,
    dossiers  $ID not null,
    suivis    $ID not null,                       -- parmi eux, ceux qui avaient eu un contact ou un entretien
    retenus   text not null,                      -- « motif|nombre », une ligne par motif : décidés mais laissés
    regles    text not null,                      -- « règle|durée|source|à confirmer » ce jour-là
    decideurs text not null                       -- « nom de l'agent|dossiers »
) $STRICT;
create table purge_rapport_ligne (
    rapport_id $ID not null references purge_rapport (id),
    nom_table  text not null,
    contenu    text not null,
    effacees   $ID not null,
    au_mois    $ID not null,
    primary key (rapport_id, nom_table)
) $SANS_ROWID;

insert into registre (nom_table, colonne, contenu, conservation, effacement, au_terme) values
    ('purge_annonce', 'jeune_id', 'Fin de conservation annoncée, et ce qui en est décidé', 'jusqu’à la purge', 'purge', 'effacer');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('purge.annonce', '2013-01-01', '30', 'jours', 'Purge annoncée à J-30 (R-74, metier.md §11.3)', 0),
    ('purge.exception', '2013-01-01', '24', 'mois au plus', 'Proposition : une exception motivée se redécide (R-74)', 1),
    ('demande.conservation', '2013-01-01', '24', 'mois', 'Proposition : demandes d’accès au dossier (0004)', 1),
    ('echeance.conservation', '2013-01-01', '12', 'mois', 'Proposition : échéance sans jeune, après avoir été faite (0007)', 1);
