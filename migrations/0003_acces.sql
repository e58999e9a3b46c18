-- 0003_acces.sql : agents, rôles tenus, sessions, journal.
-- Conservation : agent et rôles, durée de la fonction puis un an ; sessions et tentatives, quelques jours (purgées à
-- chaque connexion) ; journal, durée du paramètre journal.conservation (un an, à confirmer).
create table agent (
    id              $KEY,
    courriel        text not null unique,
    nom             text not null,
    prenom          text not null,
    mot_de_passe    text not null,            -- Argon2id
    mot_de_passe_provisoire $ID not null default 0, -- à changer à la première connexion
    totp            text,                     -- secret chiffré, présent quand le second facteur est en place
    totp_dernier    $ID not null default 0,   -- dernier pas de temps accepté : un code ne sert qu'une fois
    desactive_le    $INSTANT,
    cree_le         $INSTANT not null,
    cle_tri         $TRI not null,
    version         $ID not null default 1
) $STRICT;

create table code_de_secours (
    agent_id   $ID not null references agent (id),
    empreinte  text not null,
    utilise_le $INSTANT,
    primary key (agent_id, empreinte)
) $SANS_ROWID;

-- Un rôle se tient sur un territoire, un établissement, un réseau ou une structure, pendant un intervalle.
create table role_tenu (
    id               $KEY,
    agent_id         $ID not null references agent (id),
    role             text not null,
    territoire_id    $ID references territoire (id),
    etablissement_id $ID references etablissement (id),
    reseau_id        $ID references reseau (id),
    structure_id     $ID references structure (id),
    du               $DATE not null,
    au               $DATE,                    -- dernier jour, null tant que le rôle est tenu
    cree_le          $INSTANT not null
) $STRICT;
create index role_tenu_par_agent on role_tenu (agent_id);

create table session (
    empreinte     text primary key,            -- le jeton lui-même n'est jamais gardé
    agent_id      $ID not null references agent (id),
    role_tenu_id  $ID references role_tenu (id),
    csrf          text not null,
    etape         text not null check (etape in ('second_facteur', 'ouverte')),
    creee_le      $INSTANT not null,
    vue_le        $INSTANT not null,
    expire_le     $INSTANT not null
) $STRICT;
create index session_par_agent on session (agent_id);

create table tentative_de_connexion (
    id        $KEY,
    cle       text not null,                   -- empreinte du courriel ou de l'adresse du réseau
    instant   $INSTANT not null
) $STRICT;
create index tentative_par_cle on tentative_de_connexion (cle, instant);

-- Journal chaîné : chaque ligne porte l'empreinte de la précédente. On n'y efface ni n'y modifie rien.
create table journal (
    id         $KEY,
    instant    $INSTANT not null,
    agent_id   $ID,
    role       text not null,
    acte       text not null,
    motif      text not null,                  -- à quel titre : « bassin », « etablissement »…
    jeune_id   $ID,
    objet      text not null,                  -- « entretien/12 »
    detail     text not null,                  -- sans donnée personnelle
    precedente text not null,
    empreinte  text not null
) $STRICT;
create index journal_par_jeune on journal (jeune_id, id);
create index journal_par_agent on journal (agent_id, id);
create table journal_tete (
    id        $KEY,
    empreinte text not null
) $STRICT;
insert into journal_tete (id, empreinte) values (1, '');
