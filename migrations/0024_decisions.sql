-- 0024_decisions.sql : une décision vaut tant que l'identité sur laquelle elle s'est prise ne change pas.
-- Conservation : comme la paire (0008_reperage.sql).
alter table paire add column identites text not null default ''; -- « 12:DIALLO HUGO 2009-03-04|57:… » ; vide : vaut toujours
