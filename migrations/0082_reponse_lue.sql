-- Qui a signalé a lu la réponse : elle quitte sa journée.
alter table fiche_signalement add column reponse_lue_le $INSTANT;
