-- 0050_reunions.sql : réunions (GPDS, comité FOQUALE, PSAD…), leur ordre du jour, ce qui s'y dit et s'y décide (R-27, C-46 à C-50).
-- Conservation : ce qui parle d'un jeune, comme son dossier ; la réunion elle-même ne nomme personne, aussi longtemps que le service.
-- Effacement : purge (registre).
create table serie (
    id               $KEY,
    genre            text not null,               -- gpds, comite_foquale, psad…
    etablissement_id $ID references etablissement (id),
    reseau_id        $ID references reseau (id),
    territoire_id    $ID references territoire (id),
    titre            text not null default '',    -- « Élèves de seconde » ; jamais dans un courriel
    rythme           text not null check (rythme in ('seule', 'semaine', 'quinzaine', 'mois')),
    zone             text not null default '',    -- vacances sautées ; vide : aucune
    cle              text not null unique,        -- « gpds/e12/ » : la même instance, ses décisions y reviennent
    creee_le         $INSTANT not null,
    creee_par        $ID references agent (id)
) $STRICT;

create table reunion (
    id           $KEY,
    serie_id     $ID not null references serie (id),
    debut        $INSTANT not null,
    duree        $ID not null,                    -- minutes
    lieu         text not null default '',
    public       text not null default '',        -- événement : à qui l'on s'adresse
    supports     text not null default '',        -- événement : affiches, diaporama…
    ordre_manuel $ID not null default 0,          -- quelqu'un a déplacé un dossier : on ne reclasse plus
    sequence     $ID not null default 0,          -- du calendrier : monte à chaque changement annoncé
    ouverte_le   $INSTANT,
    ouverte_par  $ID references agent (id),
    close_le     $INSTANT,                        -- relevé figé
    close_par    $ID references agent (id),
    annulee_le   $INSTANT,
    annulee_par  $ID references agent (id),
    annule_motif text not null default '',
    version      $ID not null default 1,
    unique (serie_id, debut)                      -- deux clics, une réunion
) $STRICT;
create index reunion_par_debut on reunion (debut, id);

create table reunion_membre (
    id         $KEY,
    reunion_id $ID not null references reunion (id),
    agent_id   $ID references agent (id),         -- ou une personne du dehors, sans compte
    nom        text not null,
    courriel   text not null,
    fonction   text not null check (fonction in ('anime', 'membre', 'invite')),
    presence   text not null default '' check (presence in ('', 'present', 'absent', 'excuse')),
    part_a     text not null default '',          -- « 10:30 » : doit partir avant la fin
    retire_le  $INSTANT,
    version    $ID not null default 1,
    unique (reunion_id, courriel)
) $STRICT;
create index reunion_membre_par_agent on reunion_membre (agent_id, reunion_id);

create table reunion_point (
    id         $KEY,
    reunion_id $ID not null references reunion (id),
    jeune_id   $ID references jeune (id),         -- null : un point général
    titre      text not null default '',
    rang       $ID not null,
    minutes    $ID not null,
    urgence    text not null,
    a_la_main  $ID not null default 0,
    examine_le $INSTANT,
    retire_le  $INSTANT,
    version    $ID not null default 1,
    unique (reunion_id, jeune_id)
) $STRICT;
create index reunion_point_par_jeune on reunion_point (jeune_id);

-- Pourquoi ce dossier est là ; chaque raison a ses lecteurs.
create table reunion_motif (
    point_id   $ID not null references reunion_point (id),
    rang       $ID not null,
    urgence    text not null,
    raison     text not null,
    jour       $DATE,
    visibilite text not null,
    primary key (point_id, rang)
) $SANS_ROWID;

-- Ce qui se dit, une fois par cercle de lecteurs.
create table reunion_texte (
    point_id   $ID not null references reunion_point (id),
    visibilite text not null check (visibilite in ('equipe', 'partenaires')),
    texte      text not null,
    agent_id   $ID references agent (id),
    ecrit_le   $INSTANT not null,
    version    $ID not null default 1,
    primary key (point_id, visibilite)
) $SANS_ROWID;
-- Corrigé après la clôture : l'ancien texte reste, avec la raison.
create table reunion_texte_version (
    point_id   $ID not null references reunion_point (id),
    visibilite text not null,
    version    $ID not null,
    texte      text not null,
    raison     text not null,
    agent_id   $ID references agent (id),
    le         $INSTANT not null,
    primary key (point_id, visibilite, version)
) $SANS_ROWID;

create table reunion_decision (
    id          $KEY,
    reunion_id  $ID not null references reunion (id),
    point_id    $ID not null references reunion_point (id),
    jeune_id    $ID references jeune (id),
    numero      $ID not null,
    quoi        text not null,
    membre_id   $ID not null references reunion_membre (id), -- qui
    pour_le     $DATE not null,                   -- quand
    visibilite  text not null check (visibilite in ('equipe', 'partenaires')),
    echeance_id $ID not null,                     -- la tâche : elle seule dit si la décision est encore ouverte
    prise_le    $INSTANT not null,
    prise_par   $ID references agent (id),
    saisie      text unique,
    unique (reunion_id, numero)
) $STRICT;
create index reunion_decision_par_point on reunion_decision (point_id);
create index reunion_decision_par_jeune on reunion_decision (jeune_id);
create index reunion_decision_par_echeance on reunion_decision (echeance_id);

insert into registre (nom_table, colonne, contenu, conservation, effacement, au_terme) values
    ('reunion_point', 'jeune_id', 'Situations examinées en réunion, et ce qui s’y est dit', 'comme le dossier', 'purge', 'effacer'),
    ('reunion_decision', 'jeune_id', 'Décisions prises en réunion', 'comme le dossier', 'purge', 'effacer');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('reunion.minutes_par_dossier', '2013-01-01', '5', 'minutes', 'Proposition (C-47)', 1),
    ('reunion.dossiers_au_plus', '2013-01-01', '200', 'dossiers', 'Proposition : au-delà, une réunion n’examine plus', 1),
    ('reunion.quorum', '2013-01-01', '50', '% des membres attendus', 'Proposition (C-46) : aucun texte n’en fixe', 1),
    ('reunion.regard', '2013-01-01', '30', 'jours', 'Proposition : ce qui échoit avant la réunion suivante', 1),
    ('reunion.horizon', '2013-01-01', '12', 'mois', 'Proposition : une série s’arrête au plus tard là', 1);
