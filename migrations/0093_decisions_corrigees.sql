-- 0093_decisions_corrigees.sql : une décision mal tapée se corrige ou se retire ; le relevé figé, il dit pourquoi et garde
-- l'ancienne.
-- Conservation et effacement : comme `reunion_decision` (0050_reunions.sql).
alter table reunion_decision add column retiree_le $INSTANT;
alter table reunion_decision add column retiree_par $ID references agent (id);
alter table reunion_decision add column retrait_raison text not null default '';

create table reunion_decision_version (
    id          $KEY,
    decision_id $ID not null references reunion_decision (id),
    quoi        text not null,                    -- ce qu'elle était
    qui         text not null,
    pour_le     $DATE not null,
    raison      text not null,
    agent_id    $ID references agent (id),
    le          $INSTANT not null
) $STRICT;
create index reunion_decision_version_par_decision on reunion_decision_version (decision_id, le);
