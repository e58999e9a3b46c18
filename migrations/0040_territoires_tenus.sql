-- 0040_territoires_tenus.sql : les territoires, réseaux et structures se tiennent à la main : on les ferme (datés, jamais
-- effacés), on les fusionne, on range les établissements. Aucune donnée sur des jeunes. Conservation : tant que le
-- territoire existe.
alter table territoire add column ferme_le $DATE;
alter table territoire add column fusionne_dans $ID references territoire (id); -- ce qui le désignait désigne l'autre
alter table territoire add column provisoire $ID not null default 0;           -- « bassin à préciser » de l'annuaire
alter table territoire add column version $ID not null default 1;
update territoire set provisoire = 1 where genre = 'bassin' and nom like '%, bassin à préciser';
-- « 35 » et « 035 » sont le même département : celui des UAI.
update territoire set code = '0' || code where genre = 'departement' and length(code) = 2
   and not exists (select 1 from territoire t where t.genre = 'departement' and t.code = '0' || territoire.code);

-- Rangé par une personne : l'annuaire, relu, ne le déplace plus.
alter table etablissement add column range_le $INSTANT;

alter table reseau add column ferme_le $DATE;
alter table reseau add column version $ID not null default 1;
alter table structure add column ferme_le $DATE;
alter table structure add column version $ID not null default 1;

-- Qui fait vivre le réseau ou la plateforme : un établissement (un CIO en est un) ou une structure, pendant un temps.
create table reseau_membre (
    id               $KEY,
    reseau_id        $ID not null references reseau (id),
    etablissement_id $ID references etablissement (id),
    structure_id     $ID references structure (id),
    du               $DATE not null,
    au               $DATE
) $STRICT;
create index reseau_membre_par_reseau on reseau_membre (reseau_id);
create index reseau_membre_par_structure on reseau_membre (structure_id);

-- Tout ce qui désigne un territoire : une fusion le fait suivre. Une migration qui ajoute une telle colonne ajoute sa
-- ligne. `avec` : l'autre moitié de la clé, quand le couple ne peut exister deux fois.
create table reference_de_territoire (
    nom_table text not null,
    colonne   text not null,
    avec      text not null default '',
    primary key (nom_table, colonne)
) $SANS_ROWID;
insert into reference_de_territoire (nom_table, colonne, avec) values
    ('etablissement', 'territoire_id', ''),
    ('reseau_bassin', 'territoire_id', 'reseau_id'),
    ('structure', 'territoire_id', ''),
    ('role_tenu', 'territoire_id', ''),
    ('jeune', 'bassin_id', ''),
    ('importation_bassin', 'territoire_id', 'importation_id'),
    ('campagne', 'territoire_id', ''),
    ('campagne_jeune', 'territoire_id', ''),
    ('photo', 'territoire_id', '');
