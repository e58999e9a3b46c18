-- 0094_passages_et_delegations_dits.sql : qui reçoit des suivis, qui en perd et qui remplace l'apprennent (N-24, C-119).
-- Conservation : un an, comme les délégations finies.
create table passage_dit (
    id           $KEY,
    de_agent_id  $ID not null references agent (id),
    a_agent_id   $ID not null references agent (id),
    par_agent_id $ID not null references agent (id),
    le           $INSTANT not null,
    suivis       $ID not null default 0,
    reste        text not null default '',   -- « 2 réunions à venir, 1 relais en cours » : ce qui ne tient à aucun dossier
    lu_par_a     $INSTANT,                   -- chacun l'a lu, ou l'a fait lui-même
    lu_par_de    $INSTANT
) $STRICT;
create unique index passage_dit_une_fois on passage_dit (de_agent_id, a_agent_id, le);
create index passage_dit_par_receveur on passage_dit (a_agent_id);

alter table delegation add column vue_le $INSTANT;     -- qui remplace a lu qu'il remplace

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('passage.annonce', '2013-01-01', '7', 'jours', 'Proposition : dire au jeune et à sa famille que le référent change (C-29)', 1);
