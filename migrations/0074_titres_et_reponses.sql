-- 0074_titres_et_reponses.sql : en réunion, une raison dit quel titre il faut pour la lire ; une décision confiée à qui ne
-- peut pas ouvrir le dossier attend sa réponse.
-- Conservation et effacement : comme `reunion_motif` et `reunion_decision` (0050_reunions.sql).
alter table reunion_motif add column titre text not null default 'dossier'
    check (titre in ('dossier', 'prevention', 'reunion'));
update reunion_motif set titre = 'prevention' where raison like 'Prévention : %';
update reunion_motif set titre = 'reunion' where urgence in ('decision_en_retard', 'decision_ouverte');

alter table reunion_decision add column confiee_id $ID;                  -- la tâche de qui répond sans ouvrir le dossier
alter table reunion_decision add column reponse text not null default ''; -- son mot, remis à qui anime
alter table reunion_decision add column repondue_le $INSTANT;
create index reunion_decision_par_confiance on reunion_decision (confiee_id);
