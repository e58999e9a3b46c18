-- Ambition emploi (metier.md §4.5, S48) : le public, et la part du temps passée en milieu professionnel.
alter table parcours_amenage add column sortant_pro $ID not null default 0;  -- sorti de CAP ou de bac pro sans solution
alter table parcours_amenage add column semaines_pfmp $ID;                   -- dans le parcours, convention par convention
