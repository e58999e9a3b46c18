-- 0076_remplacement.sql : remplacer quelqu'un pendant son absence se lit à chaque requête (N-24) ; un second relais au
-- même partenaire, pour la même chose, dit pourquoi (C-54).
create index delegation_par_role on delegation (role_tenu_id, au);

alter table relais add column en_plus_motif text not null default ''; -- pourquoi un second, tant que le premier est ouvert
