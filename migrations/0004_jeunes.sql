-- 0004_jeunes.sql : une personne, les identités que les sources lui donnent, et les faits datés qui la concernent.
-- Conservation de toutes ces tables : deux ans après la clôture ou le dernier contact (à confirmer, metier.md §11.3),
-- puis anonymisation au mois ; voir `registre`.

-- Registre des tables qui parlent de personnes : sert à la fusion, à l'extrait (droit d'accès) et à la purge.
create table registre (
    nom_table    text primary key,
    colonne      text not null,                -- colonne qui désigne le jeune
    contenu      text not null,                -- en français, pour le registre des traitements
    conservation text not null,
    effacement   text not null                 -- qui efface : « purge »…
) $STRICT;

create table jeune (
    id              $KEY,
    nom             text not null,             -- nom de famille
    nom_usage       text not null default '',
    prenom          text not null,
    autres_prenoms  text not null default '',
    sexe            text not null default '' check (sexe in ('', 'F', 'M')),
    naissance       $DATE,
    naissance_presumee $ID not null default 0, -- 1er janvier ou 31 décembre de convenance
    commune_naissance  text not null default '',
    adresse         text not null default '',
    code_postal     text not null default '',
    commune         text not null default '',
    telephone       text not null default '',
    courriel        text not null default '',
    bassin_id       $ID references territoire (id),
    psad_depuis     $DATE,                     -- entré dans le périmètre d'une PSAD (présumé ou suivi)
    points_d_appui  text not null default '',  -- ce qui marche, ses souhaits (C-26)
    identite_verifiee_le  $INSTANT,
    identite_verifiee_par $ID references agent (id),
    informe_le      $DATE,                     -- notice d'information remise (R-78)
    fusionne_dans   $ID references jeune (id),
    cree_le         $INSTANT not null,
    cle_tri         $TRI not null,
    version         $ID not null default 1
) $STRICT;
create index jeune_par_bassin on jeune (bassin_id, cle_tri, id);
create index jeune_par_psad on jeune (bassin_id, psad_depuis);
create index jeune_fusionne on jeune (fusionne_dans);

-- Organismes qui envoient des listes.
create table source (
    id    $KEY,
    code  text not null unique,                -- « siecle:0350001A », « cfa:… », « ml:… », « siei »
    nom   text not null,
    genre text not null                        -- siecle, cfa, mission_locale, siei, affelnet, agricole, autre, saisie
) $STRICT;

-- Ce que chaque source dit d'une personne, tel quel.
create table identite (
    id                $KEY,
    jeune_id          $ID not null references jeune (id),
    source_id         $ID not null references source (id),
    cle_source        text not null,           -- numéro de la personne chez la source, sinon empreinte de l'identité
    nom               text not null,
    nom_usage         text not null default '',
    prenoms           text not null,
    sexe              text not null default '',
    naissance         $DATE,
    commune_naissance text not null default '',
    adresse           text not null default '',
    code_postal       text not null default '',
    commune           text not null default '',
    telephone         text not null default '',
    courriel          text not null default '',
    empreinte         text not null,           -- de tous les champs : égale = rien de changé
    vue_le            $INSTANT not null,
    unique (source_id, cle_source)
) $STRICT;
create index identite_par_jeune on identite (jeune_id);

-- INE et autres numéros : chiffrés, retrouvables par valeur exacte (R-70).
create table identifiant (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    genre     text not null,                   -- ine_rnie, ine_bea, ine_ina, ine_autre
    chiffre   text not null,
    empreinte text not null,
    vu_le     $INSTANT not null,
    unique (jeune_id, empreinte)
) $STRICT;
create index identifiant_par_empreinte on identifiant (empreinte);

-- Clés de blocage du rapprochement et mots du nom : on retrouve une personne sans parcourir la table.
create table jeune_cle (
    cle      $ID not null,
    jeune_id $ID not null references jeune (id),
    primary key (cle, jeune_id)
) $SANS_ROWID;
create index jeune_cle_inverse on jeune_cle (jeune_id);
create table mot (
    id    $KEY,
    texte $TRI not null unique                 -- comparé octet à octet : cherché aussi par son début
) $STRICT;
create table mot_variante (                    -- le mot, le mot privé d'une lettre, et ce qu'on entend
    variante $TRI not null,                    -- « ~ » devant : sa forme phonétique
    mot_id   $ID not null references mot (id),
    primary key (variante, mot_id)
) $SANS_ROWID;
create table jeune_mot (
    mot_id   $ID not null references mot (id),
    jeune_id $ID not null references jeune (id),
    primary key (mot_id, jeune_id)
) $SANS_ROWID;
create index jeune_mot_inverse on jeune_mot (jeune_id);

create table responsable (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    lien             text not null,            -- mere, pere, tuteur…
    niveau           text not null,            -- representant_legal, en_charge, contact
    civilite         text not null default '',
    nom              text not null,
    prenom           text not null default '',
    telephone        text not null default '',
    telephone2       text not null default '',
    courriel         text not null default '',
    adresse          text not null default '',
    code_postal      text not null default '',
    commune          text not null default '',
    accepte_sms      $ID not null default 0,
    contact_autorise $ID not null default 1,   -- ne plus joindre : 0 (C-25)
    langue           text not null default '',
    source_id        $ID references source (id),
    cle_source       text not null default '',
    version          $ID not null default 1
) $STRICT;
create index responsable_par_jeune on responsable (jeune_id);

create table inscription (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID references etablissement (id),
    structure        text not null default '', -- nom donné par la source si l'établissement n'est pas dans l'annuaire
    annee            $ID not null,             -- 2026 pour 2026-2027
    du               $DATE not null,
    au               $DATE,
    visible_jusqu_au $DATE not null default '9999-12-31', -- sortie + 1 an : l'établissement suit ses anciens (metier.md §1.2)
    motif_sortie     text not null default '',
    statut           text not null default 'scolaire', -- scolaire, apprenti, stagiaire
    mef              text not null default '',
    formation        text not null default '',
    classe           text not null default '',
    regime           text not null default '',
    sans_classe      $ID not null default 0,   -- inscrit mais sans division : à vérifier (formats.md §2.2)
    source_id        $ID references source (id),
    cle_source       text not null default '',
    vue_le           $INSTANT not null
) $STRICT;
create index inscription_par_jeune on inscription (jeune_id, annee);
create index inscription_par_etablissement on inscription (etablissement_id, annee, jeune_id);
create index inscription_par_annee on inscription (annee, jeune_id);

create table diplome (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    libelle    text not null,
    niveau     $ID,                            -- 3 (CAP), 4 (bac)… ; null pour DNB et CFG, qui ne comptent pas (R-05)
    genre      text not null,                  -- bac_general, bac_techno, professionnel, dnb, cfg, autre
    du_cursus  $ID not null default 0,         -- diplôme que préparait le cursus suivi (R-04)
    obtenu_le  $DATE,
    source_id  $ID references source (id),
    unique (jeune_id, genre, libelle)
) $STRICT;
create index diplome_par_jeune on diplome (jeune_id);

-- Où en est la personne, par intervalles ; les trous se voient.
create table situation (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    genre      text not null,                  -- scolarise, apprenti, stagiaire, emploi, service_civique, accompagne, sans_solution, inconnue
    du         $DATE not null,
    au         $DATE,
    structure  text not null default '',
    fondement  text not null,                  -- source, declaration, attestation, contrat
    verifiee_le $INSTANT,
    agent_id   $ID references agent (id),
    origine    text not null default ''        -- « solution/12 », « verification/3 »
) $STRICT;
create index situation_par_jeune on situation (jeune_id, du);

-- Qui suit ce jeune, à quel titre, depuis quand. Un référent au plus à la fois.
create table cercle (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    agent_id   $ID not null references agent (id),
    fonction   text not null check (fonction in ('referent', 'membre')),
    du         $DATE not null,
    au         $DATE,
    motif_fin  text not null default '',
    visible_jusqu_au $DATE not null default '9999-12-31' -- fin + 30 jours (C-92)
) $STRICT;
create index cercle_par_jeune on cercle (jeune_id, du);
create index cercle_par_agent on cercle (agent_id, au, jeune_id);
create unique index cercle_un_referent on cercle (jeune_id) where fonction = 'referent' and au is null;

-- Demandes d'accès à un dossier suivi ailleurs (C-88).
create table demande_acces (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    role_tenu_id $ID not null references role_tenu (id),
    motif      text not null,
    demandee_le $INSTANT not null,
    reponse    text check (reponse in ('acceptee', 'refusee')),
    repondue_le $INSTANT,
    repondue_par $ID references agent (id),
    jusqu_au   $DATE
) $STRICT;
create index demande_acces_par_role on demande_acces (role_tenu_id, jeune_id);
create index demande_acces_par_jeune on demande_acces (jeune_id);

-- Fusions de deux dossiers : ce qui a été déplacé, pour pouvoir défaire pendant 90 jours (C-125).
create table fusion (
    id          $KEY,
    garde_id    $ID not null references jeune (id),
    absorbe_id  $ID not null references jeune (id),
    motif       text not null,
    deplacements text not null,                -- JSON : table → numéros de lignes déplacées
    faite_le    $INSTANT not null,
    faite_par   $ID references agent (id),
    defaite_le  $INSTANT,
    defaite_par $ID references agent (id)
) $STRICT;
create index fusion_par_garde on fusion (garde_id);
create index fusion_par_absorbe on fusion (absorbe_id);

-- Qui voit quel jeune, et pourquoi. Toute lecture nominative passe par ici ; le motif s'affiche et se journalise.
create view jeune_visible as
select r.id as role_tenu_id, j.id as jeune_id, 'bassin' as motif, '9999-12-31' as jusqu_au
  from role_tenu r
  join territoire_contient t on t.ancetre_id = r.territoire_id
  join jeune j on j.bassin_id = t.descendant_id
 where r.role = 'coordonnateur'
union all
select r.id, c.jeune_id, 'suivi', c.visible_jusqu_au
  from role_tenu r
  join cercle c on c.agent_id = r.agent_id
 where r.role in ('coordonnateur', 'referent_decrochage', 'directeur_cio', 'psyen', 'mission_locale')
union all
select r.id, i.jeune_id, 'etablissement', i.visible_jusqu_au
  from role_tenu r
  join inscription i on i.etablissement_id = r.etablissement_id
 where r.role in ('chef_etablissement', 'referent_decrochage')
union all
select r.id, j.id, 'psad', '9999-12-31'
  from role_tenu r
  join reseau_bassin b on b.reseau_id = r.reseau_id
  join territoire_contient t on t.ancetre_id = b.territoire_id
  join jeune j on j.bassin_id = t.descendant_id
 where r.role in ('directeur_cio', 'mission_locale', 'psad') and j.psad_depuis is not null
union all
select d.role_tenu_id, d.jeune_id, 'demande', d.jusqu_au
  from demande_acces d
 where d.reponse = 'acceptee';

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('identite', 'jeune_id', 'Identité telle que chaque source la donne', 'deux ans après le dernier contact', 'purge'),
    ('identifiant', 'jeune_id', 'INE, chiffré', 'deux ans après le dernier contact', 'purge'),
    ('jeune_cle', 'jeune_id', 'Clés de rapprochement (empreintes)', 'comme le dossier', 'purge'),
    ('jeune_mot', 'jeune_id', 'Mots du nom, pour la recherche', 'comme le dossier', 'purge'),
    ('responsable', 'jeune_id', 'Responsables légaux et contacts', 'deux ans après le dernier contact', 'purge'),
    ('inscription', 'jeune_id', 'Scolarité', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('diplome', 'jeune_id', 'Diplômes obtenus', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('situation', 'jeune_id', 'Situations successives', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('cercle', 'jeune_id', 'Agents qui suivent le jeune', 'deux ans après le dernier contact', 'purge'),
    ('demande_acces', 'jeune_id', 'Demandes d’accès au dossier', 'deux ans', 'purge'),
    ('fusion', 'garde_id', 'Fusions de dossiers', 'deux ans', 'purge'),
    ('journal', 'jeune_id', 'Lectures et écritures du dossier', 'un an (à confirmer)', 'purge');
