-- 0077_repos_et_passage.sql : les jours et les heures où chacun ne veut rien recevoir (C-118, C-119) : temps partiel, soirées. Rien
-- n'est perdu : un message attend la première heure permise, le récapitulatif du prochain jour travaillé dit tout.
alter table preference_de_rappel add column jours_de_repos text not null default ''; -- « 3 6 7 » : mercredi, samedi, dimanche
alter table preference_de_rappel add column pas_avant $ID not null default 0 check (pas_avant between 0 and 23);  -- heure de Paris
alter table preference_de_rappel add column pas_apres $ID not null default 24 check (pas_apres between 1 and 24);

alter table courriel add column urgent $ID not null default 0; -- part aussi aux heures calmes et les jours de repos
alter table courriel add column partir_le $INSTANT;            -- l'abandon se compte de là : une nuit, un repos n'y comptent pas

-- Un relais passé à un autre (départ de qui l'a envoyé, ou le recevait) dit encore qui l'avait envoyé, et à qui.
alter table relais add column passe_le $INSTANT;
alter table relais add column envoye_par text not null default '';
alter table relais add column recu_par text not null default '';
