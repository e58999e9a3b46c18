-- 0019_listes_dans_l_ordre.sql : lire les premières lignes d'une liste dans l'ordre d'un index, et s'arrêter.
-- Dossiers connus d'une PSAD, par nom (liste des jeunes de ses membres).
create index jeune_par_psad_et_tri on jeune (bassin_id, cle_tri, id) where psad_depuis is not null;
-- Échéances ouvertes d'un genre, de la plus ancienne (confirmés sans contact).
create index echeance_ouverte_par_genre on echeance (genre, pour_le, id) where faite_le is null;
-- Rapprochements à trancher, les plus incertains d'abord ; reportés, derrière.
create index paire_dans_l_ordre on paire (decision, (case when reportee_le is null then 0 else 1 end), reportee_le, (abs(probabilite - 0.5)), id);
