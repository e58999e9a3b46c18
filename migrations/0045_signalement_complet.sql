-- 0045_signalement_complet.sql : la dernière scolarité que dit une liste de décrocheurs, pour savoir qui appeler.
-- Conservation et effacement : ceux de la table (registre, 0008).
alter table signalement add column dernier_lieu text not null default '';
alter table signalement add column classe text not null default '';
alter table signalement add column formation text not null default '';
alter table signalement add column annee $ID; -- année scolaire de la dernière inscription ; rien : la liste ne la dit pas
