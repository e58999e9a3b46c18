-- 0080_listes_entendues.sql : combien de personnes chaque liste a dites cette année, et quand, se compte par l'index seul : un calcul
-- de campagne qui ne revoit que 300 personnes y passait le quart de son temps.
drop index inscription_par_annee;
create index inscription_par_annee on inscription (annee, source_id, jeune_id, vue_le);
