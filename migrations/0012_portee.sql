-- 0012_portee.sql : qui voit qui ne se dit plus qu'à un seul endroit, acces/portee.cpp, qui en tire la condition ligne à
-- ligne (une liste) et l'ensemble. La vue disait la même chose une seconde fois, et se lisait en entier pour une ligne.
drop view jeune_visible;
