-- 0056_absences.sql : calendrier scolaire ; absences par demi-journée, gardées en deux masques par mois (C-4, R-11) ; alertes.
-- Conservation : absences et alertes, deux ans après le dernier contact (à confirmer), effacées par la purge ; ce qu'un fichier
-- avait changé, le temps de le défaire (import.conservation), effacé chaque nuit. Vacances et zones : aucune personne.
create table vacances (
    zone        text not null,             -- A, B, C ; « * » : toutes
    nom         text not null,
    du          $DATE not null,            -- premier jour sans classe
    au          $DATE not null,            -- dernier jour sans classe
    source      text not null,
    a_confirmer $ID not null default 1,
    primary key (zone, du)
) $SANS_ROWID;
create table zone_d_academie (
    academie text primary key,             -- nom propre, sans accent (territoire/noms)
    zone     text not null
) $STRICT;
insert into zone_d_academie (academie, zone) values
    ('BESANCON', 'A'), ('BORDEAUX', 'A'), ('CLERMONT FERRAND', 'A'), ('DIJON', 'A'), ('GRENOBLE', 'A'), ('LIMOGES', 'A'),
    ('LYON', 'A'), ('POITIERS', 'A'), ('AIX MARSEILLE', 'B'), ('AMIENS', 'B'), ('LILLE', 'B'), ('NANCY METZ', 'B'),
    ('NANTES', 'B'), ('NICE', 'B'), ('NORMANDIE', 'B'), ('CAEN', 'B'), ('ROUEN', 'B'), ('ORLEANS TOURS', 'B'), ('REIMS', 'B'),
    ('RENNES', 'B'), ('STRASBOURG', 'B'), ('CRETEIL', 'C'), ('MONTPELLIER', 'C'), ('PARIS', 'C'), ('TOULOUSE', 'C'),
    ('VERSAILLES', 'C');
insert into vacances (zone, nom, du, au, source, a_confirmer) values
    ('*', 'Été 2025', '2025-07-05', '2025-08-31', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('*', 'Toussaint 2025', '2025-10-18', '2025-11-02', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('*', 'Noël 2025', '2025-12-20', '2026-01-04', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('A', 'Hiver 2026', '2026-02-07', '2026-02-22', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('B', 'Hiver 2026', '2026-02-14', '2026-03-01', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('C', 'Hiver 2026', '2026-02-21', '2026-03-08', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('A', 'Printemps 2026', '2026-04-04', '2026-04-19', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('B', 'Printemps 2026', '2026-04-11', '2026-04-26', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('C', 'Printemps 2026', '2026-04-18', '2026-05-03', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('*', 'Pont de l’Ascension 2026', '2026-05-15', '2026-05-16', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('*', 'Été 2026', '2026-07-04', '2026-08-31', 'Arrêté du 7/12/2022 (calendriers 2023 à 2026)', 0),
    ('*', 'Toussaint 2026', '2026-10-17', '2026-11-01', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('*', 'Noël 2026', '2026-12-19', '2027-01-03', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('A', 'Hiver 2027', '2027-02-13', '2027-02-28', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('B', 'Hiver 2027', '2027-02-20', '2027-03-07', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('C', 'Hiver 2027', '2027-02-06', '2027-02-21', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('A', 'Printemps 2027', '2027-04-10', '2027-04-25', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('B', 'Printemps 2027', '2027-04-17', '2027-05-02', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('C', 'Printemps 2027', '2027-04-03', '2027-04-18', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('*', 'Pont de l’Ascension 2027', '2027-05-07', '2027-05-08', 'Calendrier national 2026-2027, à relire au Journal officiel', 1),
    ('*', 'Été 2027', '2027-07-03', '2027-08-31', 'Calendrier national 2026-2027, à relire au Journal officiel', 1);

-- Un élève, un mois, un établissement. Bit 2 × (jour − 1) : le matin ; le suivant : l'après-midi.
create table absence_mois (
    jeune_id         $ID not null references jeune (id),
    mois             $DATE not null,             -- premier jour
    etablissement_id $ID not null references etablissement (id),
    absences         $ID not null,
    non_justifiees   $ID not null,
    import_id        $ID not null,
    primary key (jeune_id, mois, etablissement_id)
) $SANS_ROWID;
create index absence_mois_par_etablissement on absence_mois (etablissement_id, mois, jeune_id);

-- Un cumul sans jours : une période, des totaux. Ne se mêle jamais au détail.
create table absence_cumul (
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    du               $DATE not null,
    au               $DATE not null,
    total            $ID not null,
    non_justifiees   $ID,                        -- rien : le fichier ne les distingue pas
    retards          $ID,
    import_id        $ID not null,
    primary key (jeune_id, etablissement_id, du, au)
) $SANS_ROWID;
create index absence_cumul_par_etablissement on absence_cumul (etablissement_id, du, jeune_id);

create table absence_import (
    id               $KEY,
    etablissement_id $ID not null references etablissement (id),
    agent_id         $ID references agent (id),
    nom              text not null,
    sha256           text not null,
    format           text not null,              -- detail, cumul
    mode             text not null,              -- brutes, calculees (réglage du logiciel de vie scolaire)
    du               $DATE not null,
    au               $DATE not null,
    depose_le        $INSTANT not null,
    etat             text not null check (etat in ('prevu', 'applique', 'abandonne', 'defait')),
    applique_le      $INSTANT,
    lues             $ID not null,
    retenues         $ID not null,
    refusees         $ID not null,
    inconnues        $ID not null,
    changements      $ID not null default 0,     -- demi-journées qui changent
    contenu          text not null default '',   -- le fichier, chiffré, jusqu'à son application
    rapport          text not null default '',   -- les lignes écartées, chiffrées
    avant            text not null default '',   -- ce qu'il remplaçait, chiffré, le temps de le défaire
    version          $ID not null default 1
) $STRICT;
create index absence_import_par_etablissement on absence_import (etablissement_id, etat, au);

create table absence_alerte (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    mois             $DATE not null,
    niveau           text not null check (niveau in ('vigilance', 'critique', 'levee')),
    nombre           $ID not null,               -- demi-journées non justifiées au dernier calcul
    nee_le           $INSTANT not null,
    changee_le       $INSTANT not null,
    close_le         $INSTANT,
    close_par        $ID references agent (id),
    decision         text not null default '',   -- écrite par quelqu'un ; c'est elle qui clôt (C-3)
    version          $ID not null default 1,
    unique (jeune_id, etablissement_id, mois)
) $STRICT;
create index absence_alerte_ouverte on absence_alerte (etablissement_id, close_le, niveau);
create index absence_alerte_par_jeune on absence_alerte (jeune_id, mois);

create table absence_suite (
    id        $KEY,
    alerte_id $ID not null references absence_alerte (id) on delete cascade,
    jeune_id  $ID not null references jeune (id),
    genre     text not null check (genre in ('famille', 'dasen', 'equipe', 'referent', 'social')),
    le        $DATE not null,
    suivre_le $DATE,
    agent_id  $ID references agent (id),
    unique (alerte_id, genre, le)
) $STRICT;
create index absence_suite_par_jeune on absence_suite (jeune_id, le);

-- Le numéro interne de l'élève (ELENOET) dans son établissement : certains exports ne disent que lui.
create table numero_interne (
    etablissement_id $ID not null references etablissement (id),
    numero           $ID not null,
    jeune_id         $ID not null references jeune (id),
    primary key (etablissement_id, numero)
) $SANS_ROWID;
create index numero_interne_par_jeune on numero_interne (jeune_id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('absence_mois', 'jeune_id', 'Absences par demi-journée, sans motif', 'deux ans après le dernier contact', 'purge'),
    ('absence_cumul', 'jeune_id', 'Totaux d’absences par période', 'deux ans après le dernier contact', 'purge'),
    ('absence_alerte', 'jeune_id', 'Alertes d’absence et décisions', 'deux ans après le dernier contact', 'purge'),
    ('absence_suite', 'jeune_id', 'Suites données à une alerte d’absence', 'deux ans après le dernier contact', 'purge'),
    ('numero_interne', 'jeune_id', 'Numéro interne de l’élève dans son établissement', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('absence.fraicheur', '2014-12-24', '15', 'jours', 'Proposition : au-delà, le compte du mois n’est plus dit (rapprochement.md, partie 2)', 1),
    ('absence.mercredi_apres_midi', '2014-12-24', '0', 'oui/non', 'Proposition : pas de cours le mercredi après-midi', 1),
    ('absence.samedi_matin', '2014-12-24', '0', 'oui/non', 'Proposition : pas de cours le samedi', 1),
    ('absence.midi', '2014-12-24', '13', 'heure', 'Proposition : avant, le matin ; à partir de, l’après-midi', 1),
    ('absence.suivi_courrier', '2014-12-24', '8', 'jours', 'Proposition : quand revoir une lettre restée sans réponse', 1),
    ('calendrier.zone_par_defaut', '2015-01-01', 'B', 'zone', 'Proposition : pour une académie que la table des zones ne connaît pas', 1);
