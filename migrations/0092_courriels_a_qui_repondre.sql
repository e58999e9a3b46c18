-- 0092_courriels_a_qui_repondre.sql : « Répondre » à une convocation écrit à qui convoque, non à une adresse que personne ne lit.
-- Conservation et effacement : comme `courriel` (0031_courriels.sql).
alter table courriel add column repondre_a text not null default '';
