-- 0079_vivier.sql : un calcul de campagne ne relit plus tous les dossiers pour le moteur. Ils sont gardés codés dans un fichier du
-- dossier de données (le « vivier ») ; la base note quelles fiches ont changé depuis, quoi qui les écrive.

-- Les fichiers que l'on peut encore lire : un fichier sans sa ligne ici ne se lit plus, il se refait. Une purge les oublie tous.
-- Aucune donnée sur des personnes. Conservation : 60 jours. Effacement : le calcul.
create table vivier (
    jeton    text primary key,                 -- tiré au hasard, écrit dans le fichier
    position $ID not null,                     -- ce qui change depuis est noté à partir de là
    ecrit    $ID,                              -- par quelle transaction, une fois le fichier entier ; rien : pas encore
    fait_le  $INSTANT not null
) $STRICT;

-- SQLite : le numéro des changements du moment ; chaque fichier commencé l'augmente. Aucune donnée sur des personnes.
create table fiche_epoque (
    numero $ID primary key
) $STRICT;
insert into fiche_epoque (numero) values (1);

-- De qui la fiche (identité, numéros, contacts) a changé depuis le plus ancien fichier qui se lit encore.
-- Conservation : tant qu'un fichier d'avant se lit. Effacement : le calcul qui refait le fichier.
-- [sqlite]
create table fiche_changee (
    jeune_id $ID primary key,                  -- un seul écrivain : chacun n'y est qu'une fois
    numero   $ID not null
) $STRICT;
-- [postgresql]
create table fiche_changee (
    jeune_id $ID not null,                     -- une fois par transaction : deux écritures ne s'attendent jamais
    numero   $ID not null,                     -- celui de la transaction
    primary key (jeune_id, numero)
) $STRICT;
create index fiche_changee_par_numero on fiche_changee (numero);
-- [partout]

-- Les poids d'une campagne s'apprennent une fois et valent jusqu'à ce qu'elle ait beaucoup changé (docs/decisions).
alter table campagne add column poids_moteur text not null default '';   -- ce qui les a appris : une autre version réapprend
alter table campagne add column poids_cherches $ID not null default 0;
alter table campagne add column poids_vus $ID not null default 0;
alter table campagne add column poids_le $DATE;
-- Ce que le moteur disait de lui quand ses propositions ont été écrites : la même chose ne s'écrit pas deux fois.
alter table campagne_jeune add column moteur $ID;

-- [sqlite]
create trigger fiche_ajoutee after insert on jeune when exists (select 1 from vivier) begin
    insert into fiche_changee (jeune_id, numero) select new.id, numero from fiche_epoque where true on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_modifiee after update of nom, nom_usage, prenom, autres_prenoms, sexe, naissance, commune_naissance, adresse, code_postal, commune, telephone, courriel, fusionne_dans on jeune
when old.nom <> new.nom or old.nom_usage <> new.nom_usage or old.prenom <> new.prenom or old.autres_prenoms <> new.autres_prenoms or old.sexe <> new.sexe or old.naissance is not new.naissance or old.commune_naissance <> new.commune_naissance or old.adresse <> new.adresse or old.code_postal <> new.code_postal or old.commune <> new.commune or old.telephone <> new.telephone or old.courriel <> new.courriel or old.fusionne_dans is not new.fusionne_dans begin
    insert into changement (jeune_id) values (new.id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select new.id, numero from fiche_epoque where exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_identifiee after insert on identifiant begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select new.jeune_id, numero from fiche_epoque where exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_identifiee_autrement after update of jeune_id, empreinte on identifiant when old.jeune_id <> new.jeune_id or old.empreinte <> new.empreinte begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select j.id, numero from fiche_epoque cross join jeune j where j.id in (new.jeune_id, old.jeune_id) and exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_moins_identifiee after delete on identifiant begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select old.jeune_id, numero from fiche_epoque where exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_joignable after insert on identite when new.telephone <> '' or new.courriel <> '' begin
    insert into changement (jeune_id) values (new.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select new.jeune_id, numero from fiche_epoque where exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_joignable_autrement after update of jeune_id, telephone, courriel on identite when old.jeune_id <> new.jeune_id or old.telephone <> new.telephone or old.courriel <> new.courriel begin
    insert into changement (jeune_id) values (new.jeune_id), (old.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select j.id, numero from fiche_epoque cross join jeune j where j.id in (new.jeune_id, old.jeune_id) and exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger fiche_moins_joignable after delete on identite when old.telephone <> '' or old.courriel <> '' begin
    insert into changement (jeune_id) values (old.jeune_id) on conflict do nothing;
    insert into fiche_changee (jeune_id, numero) select old.jeune_id, numero from fiche_epoque where exists (select 1 from vivier) on conflict (jeune_id) do update set numero = excluded.numero;
end;
create trigger purge_sans_vivier after insert on purge_rapport begin delete from vivier; end;
-- [postgresql]
create function fiche_notee(qui bigint) returns void language sql as '
    insert into changement (jeune_id) values (qui);
    insert into fiche_changee (jeune_id, numero) values (qui, txid_current()) on conflict do nothing';
create function fiche_ajoutee() returns trigger language plpgsql as '
begin
    insert into fiche_changee (jeune_id, numero) values (new.id, txid_current()) on conflict do nothing;
    return null;
end';
create function fiche_modifiee() returns trigger language plpgsql as '
begin
    perform fiche_notee(new.id);
    return null;
end';
create function fiche_completee() returns trigger language plpgsql as '
begin
    if tg_op <> ''DELETE'' then
        perform fiche_notee(new.jeune_id);
    end if;
    if tg_op = ''DELETE'' or (tg_op = ''UPDATE'' and old.jeune_id <> new.jeune_id) then
        perform fiche_notee(old.jeune_id);
    end if;
    return null;
end';
create function purge_sans_vivier() returns trigger language plpgsql as '
begin
    delete from vivier;
    return null;
end';
create trigger fiche_ajoutee after insert on jeune for each row execute function fiche_ajoutee();
create trigger fiche_modifiee after update of nom, nom_usage, prenom, autres_prenoms, sexe, naissance, commune_naissance, adresse, code_postal, commune, telephone, courriel, fusionne_dans on jeune for each row
when (row(old.nom, old.nom_usage, old.prenom, old.autres_prenoms, old.sexe, old.naissance, old.commune_naissance, old.adresse, old.code_postal, old.commune, old.telephone, old.courriel, old.fusionne_dans) is distinct from row(new.nom, new.nom_usage, new.prenom, new.autres_prenoms, new.sexe, new.naissance, new.commune_naissance, new.adresse, new.code_postal, new.commune, new.telephone, new.courriel, new.fusionne_dans)) execute function fiche_modifiee();
create trigger fiche_identifiee after insert or delete on identifiant for each row execute function fiche_completee();
create trigger fiche_identifiee_autrement after update of jeune_id, empreinte on identifiant for each row when (old.jeune_id <> new.jeune_id or old.empreinte <> new.empreinte) execute function fiche_completee();
create trigger fiche_joignable after insert on identite for each row when (new.telephone <> '' or new.courriel <> '') execute function fiche_completee();
create trigger fiche_joignable_autrement after update of jeune_id, telephone, courriel on identite for each row when (old.jeune_id <> new.jeune_id or old.telephone <> new.telephone or old.courriel <> new.courriel) execute function fiche_completee();
create trigger fiche_moins_joignable after delete on identite for each row when (old.telephone <> '' or old.courriel <> '') execute function fiche_completee();
create trigger purge_sans_vivier after insert on purge_rapport for each row execute function purge_sans_vivier();
-- [partout]

insert into registre (nom_table, colonne, contenu, conservation, effacement, au_terme) values
    ('fiche_changee', 'jeune_id', 'Dossiers dont l’identité a changé depuis le dernier fichier de rapprochement', 'tant qu’un fichier d’avant se lit', 'calcul', 'ailleurs');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('rapprochement.poids_valent', '2013-01-01', '30', 'jours', 'Proposition : au-delà, une campagne réapprend les poids de ses rapprochements', 1),
    ('rapprochement.poids_ecart', '2013-01-01', '20', '%', 'Proposition : autant de cherchés ou de vus en plus ou en moins, et les poids se réapprennent', 1);
