-- 0070_passage.sql : accès d'urgence (C-87), délégation et passage de témoin (N-24), préférences de rappel (C-118).
-- Conservation : un an pour les accès d'urgence relus et les délégations finies.
create table acces_urgence (
    id           $KEY,
    jeune_id     $ID not null references jeune (id),
    role_tenu_id $ID not null references role_tenu (id),
    motif        text not null,                   -- danger, audience, famille_presente, autre
    precision_   text not null,
    ouvert_le    $INSTANT not null,
    expire_le    $INSTANT not null,
    relu_le      $INSTANT,                        -- par le délégué à la protection des données
    relu_par     $ID references agent (id),
    avis         text not null default ''
) $STRICT;
create index acces_urgence_par_role on acces_urgence (role_tenu_id, expire_le);
create index acces_urgence_par_jeune on acces_urgence (jeune_id);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('acces_urgence', 'jeune_id', 'Accès d’urgence', 'deux ans après le dernier contact', 'purge');

-- Une absence : ce que l'un doit faire se montre à l'autre, et il tient son rôle, entre ces jours.
create table delegation (
    id           $KEY,
    de_agent_id  $ID not null references agent (id),
    a_agent_id   $ID not null references agent (id),
    role_tenu_id $ID not null references role_tenu (id), -- le rôle donné au délégué pour ce temps
    du           $DATE not null,
    au           $DATE not null,
    motif        text not null default '',
    creee_le     $INSTANT not null,
    version      $ID not null default 1,
    check (au >= du)
) $STRICT;
create index delegation_par_delegue on delegation (a_agent_id, au);
create index delegation_par_delegant on delegation (de_agent_id, au);

-- Comment chacun veut être prévenu ; sans ligne, le récapitulatif du matin.
create table preference_de_rappel (
    agent_id     $ID primary key references agent (id),
    recapitulatif text not null default 'matin' check (recapitulatif in ('jamais', 'matin', 'lundi')),
    flux         text,                            -- empreinte du secret du calendrier ; rien : pas de flux
    envoye_le    $DATE                            -- dernier récapitulatif
) $SANS_ROWID;

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('urgence.duree', '2013-01-01', '24', 'heures', 'Proposition : accès d’urgence (C-87)', 1);
