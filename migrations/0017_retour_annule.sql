-- 0017_retour_annule.sql : une demande de droit au retour notée par erreur s'annule, et dit pourquoi.
-- Conservation et effacement : comme `retour` (0009_suivi.sql).
alter table retour add column annule_motif text not null default ''; -- close sans entretien : notée par erreur
