-- 0084_courriels_suivis_et_liens_finis.sql : qui écrit sait si son message est arrivé (P-4) ; un lien qui ne mène plus à
-- rien dit vraiment pourquoi (N-7, C-90).
alter table lien_signe add column retire_pour text not null default 'retire'; -- retire, remplace, refuse, fini, revenu

alter table courriel add column de_agent_id $ID references agent (id);        -- qui l'a fait partir, et attend qu'il arrive
alter table courriel add column page text not null default '';                -- « /relais/4 » : où il agit s'il n'arrive pas
alter table courriel add column vu_le $INSTANT;                               -- il le sait et a fait autrement, ou c'est fini
create index courriel_par_envoyeur on courriel (de_agent_id, etat);
