-- 0097_motif_et_tache.sql : à l'ordre du jour, une décision se lit telle qu'elle est devenue (R-27) ; un point retiré dit par qui.
alter table reunion_motif add column echeance_id $ID;  -- la décision dont naît la raison : sa tâche
alter table reunion_point add column retire_par $ID references agent (id);
update reunion_motif set echeance_id = (select max(d.echeance_id) from reunion_decision d join reunion_point q on q.jeune_id = d.jeune_id
    where q.id = reunion_motif.point_id and reunion_motif.raison like '%' || d.quoi || '%')
    where urgence in ('decision_en_retard', 'decision_ouverte');
