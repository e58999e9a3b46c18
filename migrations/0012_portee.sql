-- 0012_portee.sql : qui voit qui ne se dit plus qu'à un seul endroit, acces/portee.cpp, qui en tire la condition ligne à
-- ligne (une liste) et l'ensemble. La vue disait la même chose une seconde fois, et se lisait en entier pour une ligne.
drop view jeune_visible;

-- Compter une campagne par lieu sans lire ses places une à une.
create index campagne_jeune_par_lieu on campagne_jeune (campagne_id, territoire_id, caisse, etablissement_id, jeune_id);

-- « Ce jeune est-il de mon cercle, de mon établissement ? » se répond en une recherche, quel que soit leur nombre.
create index cercle_du_jeune_par_agent on cercle (jeune_id, agent_id, visible_jusqu_au);
create index inscription_du_jeune_par_etablissement on inscription (jeune_id, etablissement_id, visible_jusqu_au);
