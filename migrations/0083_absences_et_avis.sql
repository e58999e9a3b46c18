-- Un logiciel qui compte des demi-journées « calculées » (deux heures sur quatre) : celles qui comptent pour une moitié.
alter table absence_mois add column partielles $ID not null default 0;

-- Les jours de classe propres à un établissement ; sans ligne, ceux de l'installation (absence.mercredi_apres_midi…).
create table jours_de_classe (
    etablissement_id    $ID primary key references etablissement (id),
    mercredi_apres_midi $ID not null,
    samedi_matin        $ID not null,
    le                  $DATE not null
) $STRICT;

-- Ce que quelqu'un doit lire, et qui quitte sa journée quand c'est lu.
alter table parcours_amenage add column decision_lue_le $INSTANT;  -- par l'établissement qui a proposé
alter table prevention add column confie_lue_le $INSTANT;          -- par le coordonnateur à qui elle est confiée
update parcours_amenage set decision_lue_le = cree_le where decide_le is not null;
update prevention set confie_lue_le = (select max(f.cree_le) from prevention_fait f where f.prevention_id = prevention.id)
    where confie_a is not null;
