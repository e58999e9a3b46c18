-- 0075_seance_en_avance.sql : une séance ouverte avant le jour prévu dit pourquoi, dans son relevé.
-- Conservation et effacement : comme `reunion` (0050_reunions.sql) ; ce texte ne nomme personne.
alter table reunion add column ouverte_motif text not null default '';
