-- 0096_relais_accepte_puis_refuse.sql : une acceptation reste dans l'histoire du relais refusé ensuite (C-56).
alter table relais add column accepte_le $INSTANT;
alter table relais add column accepte_texte text not null default '';
