-- 0028_changements.sql : de qui un fait a changé depuis le dernier calcul d'une campagne, tenu par la base elle-même : quoi
-- qui écrive (liste, page, fusion, reprise), un recalcul ne relit que ceux-là. Relire tout le monde coûtait 9 s de
-- processeur pour une académie de 500 000 dossiers.
-- Conservation : jusqu'au calcul suivant de la campagne, ou jusqu'à sa clôture. Effacement : le calcul.

-- Le journal des changements ; un calcul le répartit entre les campagnes ouvertes.
-- [sqlite]
create table changement (
    jeune_id $ID primary key,                  -- un seul écrivain : chacun n'y est qu'une fois
    pris     $ID not null default 0
) $STRICT;
-- [postgresql]
create table changement (
    jeune_id $ID not null,                     -- plusieurs fois : deux écritures ne s'attendent jamais
    pris     $ID not null default 0            -- 1 : pendant qu'on le répartit
) $STRICT;
create index changement_par_jeune on changement (jeune_id);
-- [partout]

-- Ce qu'une campagne n'a pas encore relu.
create table campagne_a_revoir (
    campagne_id $ID not null references campagne (id),
    jeune_id    $ID not null,
    pris        $ID not null default 0,        -- le calcul qui le relit ; 0 : changé depuis
    primary key (campagne_id, jeune_id)
) $SANS_ROWID;

alter table campagne add column regles text not null default '';        -- celles du dernier calcul allé au bout
alter table campagne add column redemande $ID not null default 0;       -- demandé de nouveau pendant qu'il se fait

-- [sqlite]
create trigger jeune_juge_autrement after update of naissance, bassin_id, fusionne_dans on jeune begin
    insert into changement (jeune_id) values (new.id) on conflict do nothing;
end;
create trigger inscription_ajoutee after insert on inscription begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
end;
create trigger inscription_changee after update of jeune_id, etablissement_id, structure, annee, du, au, motif_sortie, statut, mef, formation, classe, sans_classe, source_id on inscription begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
end;
create trigger inscription_otee after delete on inscription begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
end;
create trigger situation_ajoutee after insert on situation begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
end;
create trigger situation_changee after update of jeune_id, genre, du, au, structure on situation begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
end;
create trigger situation_otee after delete on situation begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
end;
create trigger diplome_ajoute after insert on diplome begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
end;
create trigger diplome_change after update on diplome begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
end;
create trigger diplome_ote after delete on diplome begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
end;
create trigger signalement_ajoute after insert on signalement begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
end;
create trigger signalement_change after update on signalement begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
end;
create trigger signalement_ote after delete on signalement begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
end;
create trigger verification_ajoutee after insert on verification begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
end;
create trigger verification_changee after update on verification begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
end;
create trigger verification_otee after delete on verification begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
end;
create trigger fusion_faite after insert on fusion begin
    insert into changement (jeune_id) values (new.garde_id), (new.absorbe_id) on conflict do nothing;
end;
create trigger fusion_changee after update of defaite_le on fusion begin
    insert into changement (jeune_id) values (new.garde_id), (new.absorbe_id) on conflict do nothing;
end;
create trigger paire_decidee after update of decision on paire begin
    insert into changement (jeune_id) select jeune_id from paire_membre where paire_id = new.id on conflict do nothing;
end;
create trigger etablissement_renomme after update of nom, territoire_id on etablissement
when old.nom <> new.nom or old.territoire_id is not new.territoire_id begin
    insert into changement (jeune_id) select jeune_id from inscription where etablissement_id = new.id on conflict do nothing;
end;
create trigger source_renommee after update of nom, genre on source when old.nom <> new.nom or old.genre <> new.genre begin
    insert into changement (jeune_id) select jeune_id from inscription where source_id = new.id union select jeune_id from signalement where source_id = new.id on conflict do nothing;
end;
-- [postgresql]
create function fait_ecrit() returns trigger language plpgsql as '
begin
    if tg_op <> ''DELETE'' then
        insert into changement (jeune_id) values (new.jeune_id);
    end if;
    if tg_op = ''DELETE'' or (tg_op = ''UPDATE'' and old.jeune_id <> new.jeune_id) then
        insert into changement (jeune_id) values (old.jeune_id);
    end if;
    return null;
end';
create function jeune_juge_autrement() returns trigger language plpgsql as '
begin
    insert into changement (jeune_id) values (new.id);
    return null;
end';
create function fusion_ecrite() returns trigger language plpgsql as '
begin
    insert into changement (jeune_id) values (new.garde_id), (new.absorbe_id);
    return null;
end';
create function paire_decidee() returns trigger language plpgsql as '
begin
    insert into changement (jeune_id) select jeune_id from paire_membre where paire_id = new.id;
    return null;
end';
create function etablissement_renomme() returns trigger language plpgsql as '
begin
    insert into changement (jeune_id) select jeune_id from inscription where etablissement_id = new.id;
    return null;
end';
create function source_renommee() returns trigger language plpgsql as '
begin
    insert into changement (jeune_id) select jeune_id from inscription where source_id = new.id union select jeune_id from signalement where source_id = new.id;
    return null;
end';
create trigger jeune_juge_autrement after update of naissance, bassin_id, fusionne_dans on jeune for each row execute function jeune_juge_autrement();
create trigger inscription_ecrite after insert or delete or update of jeune_id, etablissement_id, structure, annee, du, au, motif_sortie, statut, mef, formation, classe, sans_classe, source_id on inscription for each row execute function fait_ecrit();
create trigger situation_ecrite after insert or delete or update of jeune_id, genre, du, au, structure on situation for each row execute function fait_ecrit();
create trigger diplome_ecrit after insert or delete or update on diplome for each row execute function fait_ecrit();
create trigger signalement_ecrit after insert or delete or update on signalement for each row execute function fait_ecrit();
create trigger verification_ecrite after insert or delete or update on verification for each row execute function fait_ecrit();
create trigger fusion_ecrite after insert or update of defaite_le on fusion for each row execute function fusion_ecrite();
create trigger paire_decidee after update of decision on paire for each row execute function paire_decidee();
create trigger etablissement_renomme after update of nom, territoire_id on etablissement for each row when (old.nom <> new.nom or old.territoire_id is distinct from new.territoire_id) execute function etablissement_renomme();
create trigger source_renommee after update of nom, genre on source for each row when (old.nom <> new.nom or old.genre <> new.genre) execute function source_renommee();
-- [partout]

insert into registre (nom_table, colonne, contenu, conservation, effacement, au_terme) values
    ('changement', 'jeune_id', 'Dossiers changés depuis le dernier repérage', 'jusqu’au repérage suivant', 'calcul', 'ailleurs'),
    ('campagne_a_revoir', 'jeune_id', 'Dossiers qu’une campagne relira', 'jusqu’au calcul suivant de la campagne', 'calcul', 'ailleurs');
