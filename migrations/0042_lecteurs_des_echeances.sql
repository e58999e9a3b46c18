-- 0042_lecteurs_des_echeances.sql : la suite d'un entretien en dit l'objet ; elle se lit comme lui (metier.md §11.4).
-- Conservation et effacement : comme `echeance` (0007_agenda.sql).
alter table echeance add column visibilite text not null default ''
    check (visibilite in ('', 'privee', 'equipe', 'partenaires')); -- de l'écrit dont elle naît ; vide : ceux du dossier

update echeance set
    objet = (select 'Suite de l’entretien : ' || e.objet from entretien e where e.jeune_id = echeance.jeune_id
                  and 'entretien/' || e.id = echeance.origine),
    visibilite = (select e.visibilite from entretien e where e.jeune_id = echeance.jeune_id
                  and 'entretien/' || e.id = echeance.origine)
 where genre = 'suite_entretien' and exists (select 1 from entretien e where e.jeune_id = echeance.jeune_id
                  and 'entretien/' || e.id = echeance.origine);

-- Qui ne lit pas l'entretien rend la suite à qui l'a tenu.
update echeance set agent_id = (select e.agent_id from entretien e where e.jeune_id = echeance.jeune_id
                  and 'entretien/' || e.id = echeance.origine)
 where genre = 'suite_entretien'
   and (visibilite = 'privee'
        or (visibilite = 'equipe'
            and not exists (select 1 from role_tenu r where r.agent_id = echeance.agent_id and r.role <> 'mission_locale')));

-- Un rendez-vous tenu en privé ne dit plus quel jour.
update echeance set issue = 'Réglée'
 where genre in ('rendez_vous', 'relance_contact') and issue like 'Entretien du %'
   and exists (select 1 from entretien e where e.jeune_id = echeance.jeune_id and e.visibilite = 'privee'
                  and e.cree_le = echeance.faite_le);
