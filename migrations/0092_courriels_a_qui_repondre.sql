-- 0092_courriels_a_qui_repondre.sql : « Répondre » à une convocation écrit à qui anime, non à une adresse que personne ne lit ;
-- pour les agendas, l'organisateur d'une réunion reste le même jusqu'au bout (RFC 5546).
-- Conservation et effacement : comme `courriel` (0031_courriels.sql) et `reunion` (0050_reunions.sql).
alter table courriel add column repondre_a text not null default '';
alter table reunion add column organisateur text not null default '';     -- son adresse, à la première convocation
alter table reunion add column organisateur_nom text not null default '';
