-- 0026_dernier_echange_lisible.sql : la date du dernier échange ne dit rien d'un entretien que l'on ne peut pas lire ; une solution
-- ou une convocation saisie par erreur se défait.
-- Conservation et effacement : comme les tables complétées (0004_jeunes.sql, 0009_suivi.sql).

-- Un entretien privé n'est connu que de son auteur ; un entretien d'équipe, pas des partenaires. Deux dates tenues par la base :
-- ce que lit l'équipe, ce que lisent tous ceux qui suivent.
alter table jeune add column dernier_echange_partage $DATE;
drop view echange;
create view echange as
select jeune_id, le, 'partenaires' as visibilite from contact where resultat in ('joint', 'rappeler', 'refus')
union all
select jeune_id, jour as le, visibilite from entretien where genre not in ('famille', 'partenaire', 'equipe');

-- [sqlite]
drop trigger contact_ajoute;
drop trigger contact_change;
drop trigger contact_efface;
drop trigger entretien_ajoute;
drop trigger entretien_change;
drop trigger entretien_efface;
create trigger contact_ajoute after insert on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id = new.jeune_id;
end;
create trigger contact_change after update on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id in (old.jeune_id, new.jeune_id);
end;
create trigger contact_efface after delete on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id = old.jeune_id;
end;
create trigger entretien_ajoute after insert on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id = new.jeune_id;
end;
create trigger entretien_change after update on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id in (old.jeune_id, new.jeune_id);
end;
create trigger entretien_efface after delete on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
     where id = old.jeune_id;
end;
-- [postgresql]
create or replace function tenir_le_dernier_echange(qui bigint) returns void language plpgsql as '
begin
    perform 1 from jeune where id = qui for no key update;
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = qui and x.visibilite <> ''privee''),
                     dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = qui and x.visibilite = ''partenaires'')
     where id = qui;
end';
-- [partout]
update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite <> 'privee'),
                 dernier_echange_partage = (select max(x.le) from echange x where x.jeune_id = jeune.id and x.visibilite = 'partenaires')
 where id in (select jeune_id from contact union select jeune_id from entretien);
-- « Ma journée » d'une mission locale, dans l'ordre de ce qu'elle peut lire ; les entretiens privés d'un agent, les siens.
create index jeune_par_silence_partage on jeune (bassin_id, (coalesce(dernier_echange_partage, psad_depuis, '')), id) where psad_depuis is not null;
create index entretien_prive_par_auteur on entretien (agent_id, jeune_id, jour) where visibilite = 'privee';

-- Ce qu'un entretien privé avait écrit dans des échéances que d'autres lisent.
update echeance set objet = 'Faire le point' where genre = 'suite_entretien' and origine in
    (select 'entretien/' || cast(id as text) from entretien where visibilite = 'privee');
update echeance set issue = 'Réglée' where issue like 'Entretien du %' and exists
    (select 1 from entretien e where e.visibilite = 'privee' and e.jeune_id = echeance.jeune_id and e.agent_id = echeance.faite_par
        and echeance.issue = 'Entretien du ' || substr(e.jour, 9, 2) || '/' || substr(e.jour, 6, 2) || '/' || substr(e.jour, 1, 4));

-- Saisie par erreur : la solution ne compte plus nulle part, et dit pourquoi et ce qu'elle avait changé.
alter table solution add column annulee_le $INSTANT;
alter table solution add column annulee_par $ID references agent (id);
alter table solution add column annule_motif text not null default '';
alter table solution add column remplacee_par $ID references solution (id); -- celle dont l'activation l'a close
alter table convocation add column levee_par $ID references solution (id);  -- celle dont l'activation l'a levée
alter table situation add column ecourtee_par text not null default '';     -- « solution/12 » : qui en a fixé le dernier jour
