-- 0089_decisions_lues.sql : la décision de l'IEN-IO se lit agent par agent (P-4) : celui qui a proposé la garde dans sa
-- journée tant qu'il ne l'a pas ouverte. Conservation : comme le parcours.
create table parcours_decision_lue (
    parcours_id $ID not null references parcours_amenage (id) on delete cascade,
    agent_id    $ID not null references agent (id),
    lue_le      $INSTANT not null,
    primary key (parcours_id, agent_id)
) $SANS_ROWID;
insert into parcours_decision_lue (parcours_id, agent_id, lue_le)
    select id, agent_id, decision_lue_le from parcours_amenage where decision_lue_le is not null and agent_id is not null;
alter table parcours_amenage drop column decision_lue_le;
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('parcours.decision_equipe', '2013-01-01', '15', 'jours', 'Proposition : l’équipe apprend la décision d’un PAFI pendant quinze jours ; qui l’a proposé, jusqu’à ce qu’il la lise', 1);
