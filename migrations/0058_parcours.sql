-- 0058_parcours.sql : parcours aménagés de prévention : PAFI, Tous droits ouverts, Ambition emploi (R-14 à R-16, metier.md §4.4, §4.5).
-- Conservation : deux ans après le dernier contact (à confirmer) ; effacement : purge.
create table parcours_amenage (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id), -- responsable de l'élève, du début à la fin (R-16)
    genre            text not null check (genre in ('pafi', 'tdo', 'ambition_emploi')),
    etat             text not null check (etat in ('propose', 'valide', 'refuse', 'clos')),
    debut            $DATE not null,
    fin_prevue       $DATE not null,
    duree_max        $ID not null,               -- mois, la règle du jour où il a été proposé (R-15)
    accueil          text not null default '',   -- structure d'accueil, distincte de l'établissement (R-16)
    activites        text not null default '',
    tuteur           text not null default '',
    heures           $ID,                        -- par semaine, selon la convention
    convention_le    $DATE,
    gpds_le          $DATE,                      -- analyse préalable
    volontaire       $ID not null default 0,
    solutions_epuisees $ID not null default 0,   -- TDO : les réponses de l'établissement ont été essayées
    mef              text not null default '',   -- code dédié, donné à la validation
    decide_le        $DATE,
    decide_par       $ID references agent (id),
    decide_motif     text not null default '',
    bilan            text not null default '',
    fin_le           $DATE,
    suite            text not null default '',
    agent_id         $ID references agent (id),
    cree_le          $INSTANT not null,
    saisie           text unique,
    version          $ID not null default 1
) $STRICT;
create index parcours_par_jeune on parcours_amenage (jeune_id, debut);
create index parcours_par_etablissement on parcours_amenage (etablissement_id, etat, fin_prevue);

create table parcours_point (
    id          $KEY,
    parcours_id $ID not null references parcours_amenage (id) on delete cascade,
    jeune_id    $ID not null references jeune (id),
    le          $DATE not null,
    texte       text not null,
    agent_id    $ID references agent (id),
    cree_le     $INSTANT not null
) $STRICT;
create index parcours_point_par_parcours on parcours_point (parcours_id, le);
create index parcours_point_par_jeune on parcours_point (jeune_id, le);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('parcours_amenage', 'jeune_id', 'Parcours aménagés (PAFI, TDO, Ambition emploi)', 'deux ans après le dernier contact', 'purge'),
    ('parcours_point', 'jeune_id', 'Points d’étape des parcours aménagés', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('parcours.pafi.age_minimal', '2013-03-29', '15', 'ans', 'Guide national PAFI (metier.md §4.4, S43, S44)', 0),
    ('parcours.pafi.duree', '2013-03-29', '12', 'mois au plus', 'Guide national PAFI (R-14)', 0),
    ('parcours.tdo.duree', '2023-07-18', '4', 'mois au plus', 'Circulaire du 18/7/2023, Tous droits ouverts (metier.md §4.5, S47)', 0),
    ('parcours.ambition_emploi.duree', '2023-07-18', '4', 'mois au plus', 'Arrêté du 18/7/2023, Ambition emploi (metier.md §4.5, S48)', 0),
    ('parcours.ambition_emploi.pfmp', '2023-07-18', '2/3', 'part au plus de la durée', 'Arrêté du 18/7/2023, Ambition emploi (metier.md §4.5, S48)', 0),
    ('parcours.alerte', '2013-03-29', '30', 'jours avant la fin', 'R-15 : alerte à J-30 et au dépassement', 0);
