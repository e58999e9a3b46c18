-- 0088_totaux_a_preciser.sql : un total de plusieurs mois dont un, on ne sait lequel, atteint un seuil de la loi (R-11).
-- Conservation : comme le total.
alter table absence_cumul add column a_preciser $ID not null default 0;
create index absence_cumul_a_preciser on absence_cumul (etablissement_id) where a_preciser = 1;
