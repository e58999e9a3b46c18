-- 0002_territoire.sql : académies, départements, bassins, districts, établissements, réseaux et structures.
-- Aucune donnée sur des jeunes. Conservation : tant que le territoire existe.
create table territoire (
    id        $KEY,
    genre     text not null check (genre in ('academie', 'departement', 'bassin', 'district')),
    code      text not null,
    nom       text not null,
    parent_id $ID references territoire (id),
    cle_tri   $TRI not null,
    unique (genre, code)
) $STRICT;
create index territoire_par_parent on territoire (parent_id);

-- Chaque territoire et tous ceux qu'il contient (lui-même compris).
create table territoire_contient (
    ancetre_id    $ID not null references territoire (id),
    descendant_id $ID not null references territoire (id),
    primary key (ancetre_id, descendant_id)
) $SANS_ROWID;
create index territoire_contenu_par on territoire_contient (descendant_id, ancetre_id);

create table etablissement (
    id            $KEY,
    uai           text not null unique,
    nom           text not null,
    genre         text not null,           -- college, lgt, lpo, lp, erea, agricole, cfa, cio, autre
    secteur       text not null default '',-- public, prive
    adresse       text not null default '',
    code_postal   text not null default '',
    commune       text not null default '',
    code_insee    text not null default '',
    telephone     text not null default '',
    courriel      text not null default '',
    latitude      $REEL,
    longitude     $REEL,
    territoire_id $ID not null references territoire (id), -- bassin ou district
    ferme_le      $DATE,
    cle_tri       $TRI not null,
    version       $ID not null default 1
) $STRICT;
create index etablissement_par_territoire on etablissement (territoire_id, cle_tri);
create index etablissement_par_tri on etablissement (cle_tri, id);

-- Réseaux FOQUALE et plateformes PSAD : un ou plusieurs bassins chacun.
create table reseau (
    id                $KEY,
    genre             text not null check (genre in ('foquale', 'psad')),
    nom               text not null,
    etablissement_id  $ID references etablissement (id), -- établissement qui pilote le réseau FOQUALE
    cle_tri           $TRI not null,
    unique (genre, nom)
) $STRICT;
create table reseau_bassin (
    reseau_id     $ID not null references reseau (id),
    territoire_id $ID not null references territoire (id),
    primary key (reseau_id, territoire_id)
) $SANS_ROWID;
create index reseau_bassin_inverse on reseau_bassin (territoire_id, reseau_id);

-- Structures sans UAI : missions locales, E2C, EPIDE, associations…
create table structure (
    id            $KEY,
    genre         text not null,
    nom           text not null,
    siret         text not null default '',
    commune       text not null default '',
    telephone     text not null default '',
    courriel      text not null default '',
    territoire_id $ID references territoire (id),
    cle_tri       $TRI not null,
    unique (genre, nom)
) $STRICT;

-- Règles chiffrées : datées, avec leur source. Jamais un nombre du métier dans le code.
create table parametre (
    code   text not null,
    du     $DATE not null,
    valeur text not null,
    unite  text not null default '',
    source text not null,
    a_confirmer $ID not null default 0,
    primary key (code, du)
) $SANS_ROWID;
