-- 0018_dernier_echange.sql : le dernier échange humain avec chaque jeune (contact abouti, ou entretien où il était), tenu
-- par la base elle-même : quoi qui écrive, déplace (fusion, fusion défaite) ou efface une ligne, il reste vrai. Relire
-- contacts et entretiens de tous les dossiers suivis coûtait 18 ms à chaque « Ma journée ».
-- Conservation et effacement : comme le dossier (colonne de jeune).
alter table jeune add column dernier_echange $DATE;

-- Seule définition d'un échange ; suivi/listes.hpp dit la même chose au programme, un essai les compare.
create view echange as
select jeune_id, le from contact where resultat in ('joint', 'rappeler', 'refus')
union all
select jeune_id, jour as le from entretien where genre not in ('famille', 'partenaire', 'equipe');

update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id)
 where id in (select jeune_id from echange);

-- [sqlite]
create trigger contact_ajoute after insert on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = new.jeune_id) where id = new.jeune_id;
end;
create trigger contact_change after update on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id) where id in (old.jeune_id, new.jeune_id);
end;
create trigger contact_efface after delete on contact begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = old.jeune_id) where id = old.jeune_id;
end;
create trigger entretien_ajoute after insert on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = new.jeune_id) where id = new.jeune_id;
end;
create trigger entretien_change after update on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = jeune.id) where id in (old.jeune_id, new.jeune_id);
end;
create trigger entretien_efface after delete on entretien begin
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = old.jeune_id) where id = old.jeune_id;
end;
-- [postgresql]
-- Le verrou d'abord : deux échanges notés au même moment se comptent l'un après l'autre.
create function tenir_le_dernier_echange(qui bigint) returns void language plpgsql as '
begin
    perform 1 from jeune where id = qui for no key update;
    update jeune set dernier_echange = (select max(x.le) from echange x where x.jeune_id = qui) where id = qui;
end';
create function echange_ecrit() returns trigger language plpgsql as '
begin
    if tg_op <> ''DELETE'' then
        perform tenir_le_dernier_echange(new.jeune_id);
    end if;
    if tg_op = ''DELETE'' or (tg_op = ''UPDATE'' and old.jeune_id <> new.jeune_id) then
        perform tenir_le_dernier_echange(old.jeune_id);
    end if;
    return null;
end';
create trigger contact_ecrit after insert or update or delete on contact for each row execute function echange_ecrit();
create trigger entretien_ecrit after insert or update or delete on entretien for each row execute function echange_ecrit();
-- [partout]

-- « Ma journée » part des dossiers suivis d'un bassin : du plus ancien silence, ou par âge.
create index jeune_par_silence on jeune (bassin_id, (coalesce(dernier_echange, psad_depuis, '')), id) where psad_depuis is not null;
create index jeune_par_psad_et_age on jeune (bassin_id, naissance) where psad_depuis is not null;
-- Où en est-il ce jour-là, sans lire sa ligne.
drop index situation_par_jeune;
create index situation_par_jeune on situation (jeune_id, du, au, genre);
