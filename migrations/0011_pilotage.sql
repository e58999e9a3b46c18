-- 0011_pilotage.sql : photos d'indicateurs (R-61) et relevé des exports (R-76).
-- Conservation : photos, aussi longtemps que la série (aucune donnée sur des personnes, petits nombres déjà masqués) ;
-- relevé des exports, durée du journal (paramètre journal.conservation). Aucun jeune n'y est nommé.

-- Des chiffres datés, leurs définitions comprises : on les remontre à l'unité près.
create table photo (
    id               $KEY,
    campagne_id      $ID not null references campagne (id),
    territoire_id    $ID references territoire (id),    -- périmètre : un territoire, un établissement, un réseau
    etablissement_id $ID references etablissement (id),
    reseau_id        $ID references reseau (id),
    titre            text not null,
    au               $DATE not null,                     -- jour d'observation
    contenu          text not null,                      -- JSON : ce qui a été montré, masquage compris
    publique         $ID not null default 0,             -- 1 : peut être montrée sur /stats
    prise_le         $INSTANT not null,
    prise_par        $ID references agent (id)
) $STRICT;
create index photo_par_campagne on photo (campagne_id, prise_le);
create index photo_publique on photo (publique, prise_le);

-- Qui a emporté quoi, pourquoi, et jusqu'à quand il peut le garder.
create table export (
    id         $KEY,
    agent_id   $ID not null references agent (id),
    genre      text not null check (genre in ('tableaux', 'lignes')),
    format     text not null check (format in ('csv', 'xlsx')),
    finalite   text not null,
    motif      text not null,
    perimetre  text not null,                            -- « Bassin nord, campagne de rentrée 2026, au 05/10/2026 »
    colonnes   text not null,
    lignes     $ID not null,
    fait_le    $INSTANT not null,
    expire_le  $DATE not null
) $STRICT;
create index export_par_agent on export (agent_id, fait_le);

-- Compter une campagne par lieu sans lire ses lignes : un rôle n'en regarde souvent qu'un bassin ou un établissement.
create index campagne_jeune_par_territoire on campagne_jeune (campagne_id, territoire_id, caisse, jeune_id);
create index campagne_jeune_par_etablissement on campagne_jeune (campagne_id, etablissement_id, caisse, jeune_id);
