-- 0087_parcours_a_revoir.sql : ce qui a changé d'un PAFI depuis sa validation (R-14), et jusqu'où va « dès la rentrée ».
alter table parcours_amenage add column a_revoir text not null default '';  -- en clair ; vidé par l'IEN-IO
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('parcours.ambition_emploi.debut', '2023-07-18', '3', 'mois', 'Proposition : « dès la rentrée » (S48), donc commencé dans les trois mois qui la suivent', 1);
