-- 0061_partenariats.sql : ce que l'on sait des partenaires : à qui s'adresser, ce qui a été convenu, les places libres.
-- Un partenaire est un établissement ou une structure. Conservation : contacts retirés et conventions closes, deux ans.
create table contact_partenaire (
    id               $KEY,
    etablissement_id $ID references etablissement (id),
    structure_id     $ID references structure (id),
    nom              text not null,
    fonction         text not null default '',
    telephone        text not null default '',
    courriel         text not null default '',
    recoit_places    $ID not null default 0,      -- 1 : on lui demande chaque semaine si les places sont à jour
    confirme_le      $DATE not null,              -- un contact vieillit (C-51)
    confirme_par     $ID references agent (id),
    retire_le        $DATE,
    version          $ID not null default 1,
    check ((etablissement_id is null) <> (structure_id is null))
) $STRICT;
create index contact_partenaire_par_etablissement on contact_partenaire (etablissement_id);
create index contact_partenaire_par_structure on contact_partenaire (structure_id);

create table convention (
    id               $KEY,
    etablissement_id $ID references etablissement (id),
    structure_id     $ID references structure (id),
    objet            text not null,
    du               $DATE not null,
    au               $DATE not null,              -- dernier jour
    signataires      text not null,
    tacite           $ID not null default 0,      -- 1 : se reconduit d'elle-même
    clause_donnees   $ID not null default 0,      -- 1 : dit ce qui est fait des données (R-70 et suivants)
    note             text not null default '',
    close_le         $DATE,                       -- renouvelée ou finie avant son terme
    close_motif      text not null default '',
    cree_par         $ID references agent (id),
    version          $ID not null default 1,
    check ((etablissement_id is null) <> (structure_id is null)),
    check (au >= du)
) $STRICT;
create index convention_par_terme on convention (au);
create index convention_par_etablissement on convention (etablissement_id);
create index convention_par_structure on convention (structure_id);

-- PlaceVacante (metier.md §6.6, R-28).
create table offre_de_places (
    id               $KEY,
    etablissement_id $ID references etablissement (id),
    structure_id     $ID references structure (id),
    code             text not null,               -- la solution qu'elle serait (metier.md §5.4)
    formation        text not null,
    nombre           $ID not null check (nombre >= 0),
    du               $DATE not null,              -- on peut y entrer à partir de ce jour
    au               $DATE,                       -- et jusqu'à celui-ci
    conditions       text not null default '',
    age_de           $ID,                         -- en années révolues, au jour de l'entrée, compris
    age_a            $ID,
    sans_qualification $ID not null default 0,    -- 1 : réservée à qui n'a pas le bac ni un diplôme professionnel
    interruption     $ID,                         -- mois d'interruption exigés
    confirmee_le     $INSTANT not null,
    confirmee_par    $ID references agent (id),   -- absent : par un lien
    retiree_le       $DATE,
    version          $ID not null default 1,
    check ((etablissement_id is null) <> (structure_id is null))
) $STRICT;
create index offre_par_etablissement on offre_de_places (etablissement_id);
create index offre_par_structure on offre_de_places (structure_id);

-- La place proposée à un jeune est une solution du suivi ; ceci les relie.
create table place_proposee (
    offre_id    $ID not null references offre_de_places (id),
    jeune_id    $ID not null references jeune (id),
    solution_id $ID not null references solution (id),
    le          $INSTANT not null,
    agent_id    $ID references agent (id),
    primary key (offre_id, solution_id)
) $SANS_ROWID;
create index place_proposee_par_jeune on place_proposee (jeune_id);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('place_proposee', 'jeune_id', 'Places proposées', 'deux ans après le dernier contact', 'purge');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('place.confirmation', '2013-01-01', '15', 'jours', 'R-28 : une place de plus de 15 jours sans confirmation est grisée', 0),
    ('place.rappel', '2013-01-01', '7', 'jours', 'Proposition : demandée chaque semaine (C-53)', 1),
    ('convention.alerte', '2013-01-01', '90', 'jours', 'Alerte à J-90 (metier.md §6.5)', 0),
    ('contact_partenaire.validite', '2013-01-01', '365', 'jours', 'Proposition : un contact d’un an est à confirmer (C-51)', 1);
