-- 0022_lots.sql : en quoi deux fiches diffèrent, qui dispute qui, et les lots de paires confirmés d'un acte.
-- Conservation : comme la paire (0008_reperage.sql) ; le lot, qui ne nomme personne, aussi longtemps que ses paires.
create table paire_lot (
    id        $KEY,
    ecart     text not null,                            -- « accent_nom.adresse » : la même façon de différer
    decision  text not null check (decision in ('meme', 'different')),
    paires    $ID not null,                             -- combien, ce jour-là
    fait_le   $INSTANT not null,
    fait_par  $ID not null references agent (id),
    annule_le $INSTANT
) $STRICT;

alter table paire add column ecart text not null default '';         -- vide : ne se confirme pas en lot
alter table paire add column composante $ID not null default 1;      -- dossiers reliés par des paires à trancher, moins un
alter table paire add column lot_id $ID references paire_lot (id);   -- le lot qui a porté la décision
create index paire_par_ecart on paire (decision, ecart, id);
create index paire_par_lot on paire (lot_id);

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('rapprochement.lot_au_plus', '2013-01-01', '500', 'paires', 'Proposition : ce qu’un acte écrit sans faire attendre', 1),
    ('rapprochement.lot_echantillon', '2013-01-01', '10', 'paires', 'Proposition : à regarder avant de confirmer un lot', 1),
    ('rapprochement.utilite_conflit', '2013-01-01', '25', 'points par rival', 'Proposition (rapprochement.md §9)', 1),
    ('rapprochement.utilite_obligation', '2013-01-01', '50', 'points', 'Proposition : l’obligation de formation d’abord', 1);
