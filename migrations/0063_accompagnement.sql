-- 0063_accompagnement.sql : le plan signé à deux, le contrat à trois, le tutorat, le positionnement (C-19, C-39 à C-41,
-- C-44, N-20 ; metier.md §5.1, §6.2). Conservation : comme le dossier.
create table plan_ligne (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    objectif  text not null,
    action    text not null,
    qui       text not null,                      -- « Le jeune », « La famille », un nom
    agent_id  $ID references agent (id),          -- s'il a un compte : une échéance lui est créée
    pour_le   $DATE not null,
    etat      text not null default 'a_faire' check (etat in ('a_faire', 'faite', 'abandonnee')),
    finie_le  $DATE,
    issue     text not null default '',
    creee_le  $INSTANT not null,
    creee_par $ID references agent (id),
    version   $ID not null default 1
) $STRICT;
create index plan_ligne_par_jeune on plan_ligne (jeune_id, pour_le);

-- Ce que chacun a signé : les lignes créées jusque-là (C-19).
create table plan_signature (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    qui        text not null check (qui in ('jeune', 'responsable', 'referent')),
    le         $DATE not null,
    jusqu_a    $ID not null,                      -- dernière ligne du plan ce jour-là
    recueillie_par $ID references agent (id)
) $STRICT;
create index plan_signature_par_jeune on plan_signature (jeune_id, le);

-- Contrat « formation, qualification, emploi » : jeune, tuteur, famille (metier.md §5.1).
create table contrat (
    id           $KEY,
    jeune_id     $ID not null references jeune (id),
    objet        text not null,
    du           $DATE not null,
    au           $DATE not null,
    tuteur       text not null,
    engagements_jeune  text not null,
    engagements_tuteur text not null,
    engagements_famille text not null default '',
    signe_jeune  $DATE,
    signe_tuteur $DATE,
    signe_famille $DATE,
    clos_le      $DATE,
    clos_motif   text not null default '',
    cree_par     $ID references agent (id),
    version      $ID not null default 1,
    check (au >= du)
) $STRICT;
create index contrat_par_jeune on contrat (jeune_id, du);

create table tutorat (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    tuteur     text not null,                     -- « Mme Le Goff, professeure d'anglais »
    adresse    text not null default '',          -- son courriel : il répond par un lien, sans compte
    agent_id   $ID references agent (id),         -- s'il a un compte
    objet      text not null,
    objectifs  text not null default '',          -- trois au plus, un par ligne
    du         $DATE not null,
    au         $DATE,
    frequence  $ID not null,                      -- une rencontre tous les tant de jours
    minutes_prevues $ID not null,                 -- en tout
    accord_le  $DATE,                             -- charte acceptée
    bilan      text not null default '',
    clos_le    $DATE,
    demande_le $INSTANT,                          -- dernier courriel demandant des nouvelles
    cree_par   $ID references agent (id),
    version    $ID not null default 1
) $STRICT;
create index tutorat_par_jeune on tutorat (jeune_id, du);
create index tutorat_ouverts on tutorat (clos_le, demande_le);

create table rencontre_de_tutorat (
    id         $KEY,
    tutorat_id $ID not null references tutorat (id),
    jeune_id   $ID not null references jeune (id),
    le         $DATE not null,
    vu         $ID not null,                      -- 0 : le jeune n'est pas venu
    minutes    $ID not null default 0,
    humeur     text not null default '' check (humeur in ('', 'bien', 'moyen', 'inquiet')),
    mot        text not null default '',          -- une ligne
    note_le    $INSTANT not null,
    note_par   $ID references agent (id),         -- absent : par le lien du tuteur
    annulee_le $INSTANT,
    saisie     text unique
) $STRICT;
create index rencontre_par_tutorat on rencontre_de_tutorat (tutorat_id, le);
create index rencontre_par_jeune on rencontre_de_tutorat (jeune_id);

-- Positionnement : la même grille à l'entrée et à la sortie (C-44).
create table positionnement (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    moment    text not null check (moment in ('entree', 'etape', 'sortie')),
    le        $DATE not null,
    niveaux   text not null,                      -- « francais=2 maths=3 » ; un domaine non vu manque
    mot       text not null default '',
    agent_id  $ID references agent (id),
    annule_le $INSTANT
) $STRICT;
create index positionnement_par_jeune on positionnement (jeune_id, le);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('plan_ligne', 'jeune_id', 'Plan d’accompagnement', 'deux ans après le dernier contact', 'purge'),
    ('plan_signature', 'jeune_id', 'Signatures du plan', 'deux ans après le dernier contact', 'purge'),
    ('contrat', 'jeune_id', 'Contrats jeune, tuteur, famille', 'deux ans après le dernier contact', 'purge'),
    ('tutorat', 'jeune_id', 'Tutorats', 'deux ans après le dernier contact', 'purge'),
    ('rencontre_de_tutorat', 'jeune_id', 'Rencontres de tutorat', 'deux ans après le dernier contact', 'purge'),
    ('positionnement', 'jeune_id', 'Positionnements', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('tutorat.lien', '2013-01-01', '21', 'jours', 'Proposition : durée du lien d’un tuteur (N-20)', 1);
