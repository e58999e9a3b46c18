-- 0008_reperage.sql : campagnes de repérage, leurs présumés, rapprochements à trancher, vérifications.
-- Conservation : deux ans après le dernier contact, puis anonymisation au mois (les nombres d'une campagne restent) ;
-- les proches d'un présumé et les paires, jusqu'à la clôture de la campagne. Effacement : purge.
create table campagne (
    id             $KEY,
    nom            text not null,
    annee          $ID not null,               -- année de cette rentrée : on cherche les inscrits de l'année d'avant
    territoire_id  $ID not null references territoire (id),
    observation    $DATE not null,             -- l'âge et les situations se lisent ce jour-là
    creee_le       $INSTANT not null,
    creee_par      $ID references agent (id),
    calcul         $ID not null default 0,     -- dernier calcul demandé
    calcul_fini    $ID not null default 0,     -- dernier calcul allé au bout
    calculee_le    $INSTANT,
    tache_id       $ID,
    modele         text not null default '',   -- poids employés par le moteur, pour réexpliquer
    remarques      text not null default '',   -- une phrase par ligne
    close_le       $INSTANT,
    close_par      $ID references agent (id),
    version        $ID not null default 1
) $STRICT;
create index campagne_par_territoire on campagne (territoire_id, annee);

-- Où l'on a cherché : chaque source, chaque année, la dernière liste reçue.
create table campagne_source (
    campagne_id $ID not null references campagne (id),
    source_id   $ID not null references source (id),
    annee       $ID not null,
    personnes   $ID not null,
    vue_le      $INSTANT not null,
    primary key (campagne_id, source_id, annee)
) $SANS_ROWID;

-- Chaque inscrit de l'an dernier, et chaque signalé, dans une seule case, avec son motif et son identité figée.
create table campagne_jeune (
    campagne_id      $ID not null references campagne (id),
    jeune_id         $ID not null references jeune (id),
    calcul           $ID not null,
    caisse           text not null,            -- inscrit, rapproche, en_solution, diplome, moins_de_16, parti, presume
    motif            text not null,
    legale           $ID not null default 0,   -- les trois définitions, côte à côte (R-04)
    siei             $ID not null default 0,
    locale           $ID not null default 0,
    pourquoi_legale  text not null default '',
    pourquoi_siei    text not null default '',
    pourquoi_locale  text not null default '',
    origine          text not null default 'inscription', -- inscription, liste
    source_id        $ID references source (id),-- qui le désigne : dernière liste l'ayant vu inscrit, ou liste reçue
    nom              text not null,            -- identité figée au premier calcul
    prenom           text not null,
    naissance        $DATE,
    sexe             text not null default '',
    territoire_id    $ID references territoire (id),
    etablissement_id $ID references etablissement (id),
    classe           text not null default '',
    formation        text not null default '',
    cle_tri          $TRI not null,
    verification_id  $ID,                      -- celle qui vaut
    version          $ID not null default 1,
    primary key (campagne_id, jeune_id)
) $SANS_ROWID;
create index campagne_jeune_par_caisse on campagne_jeune (campagne_id, caisse, cle_tri, jeune_id);
create index campagne_jeune_par_jeune on campagne_jeune (jeune_id);

-- Dossiers proches d'un présumé, et pourquoi on ne les a pas pris.
create table campagne_proche (
    campagne_id $ID not null references campagne (id),
    jeune_id    $ID not null references jeune (id),
    rang        $ID not null,
    proche_id   $ID not null references jeune (id),
    dixiemes    $ID not null,
    probabilite $REEL not null,
    pourquoi    text not null,
    primary key (campagne_id, jeune_id, rang)
) $SANS_ROWID;
create index campagne_proche_par_jeune on campagne_proche (jeune_id);
create index campagne_proche_par_proche on campagne_proche (proche_id);

-- Deux dossiers qui sont peut-être une personne. Une paire n'existe qu'une fois, une décision vaut pour toutes les
-- campagnes ; les membres suivent les fusions.
create table paire (
    id            $KEY,
    cle           text not null unique,        -- « 12-57 », petit numéro d'abord, à la création
    campagne_id   $ID references campagne (id),-- qui l'a proposée
    genre         text not null,               -- lien (la machine y croit), douteux
    evidence      text not null default '',    -- accent, identique, usage : groupes que l'on confirme d'un coup
    dixiemes      $ID not null default 0,
    probabilite   $REEL not null default 0,
    explication   text not null default '',    -- « dixièmes|champ|phrase », une ligne par champ
    proposee_le   $INSTANT not null,
    decision      text not null default '' check (decision in ('', 'meme', 'different')),
    reportee_le   $INSTANT,                    -- « plus tard » : passe derrière les autres
    decidee_le    $INSTANT,
    decidee_par   $ID references agent (id),
    fusion_id     $ID references fusion (id),
    version       $ID not null default 1
) $STRICT;
create index paire_a_trancher on paire (decision, genre, id);
create table paire_membre (
    paire_id $ID not null references paire (id),
    cote     $ID not null check (cote in (0, 1)), -- 0 : celui que l'on cherche
    jeune_id $ID not null references jeune (id),
    primary key (paire_id, cote)
) $SANS_ROWID;
create index paire_membre_par_jeune on paire_membre (jeune_id, paire_id);
-- Chaque décision prise ou annulée, dans l'ordre.
create table paire_decision (
    id       $KEY,
    paire_id $ID not null references paire (id),
    decision text not null,                    -- meme, different, plus_tard, annulee
    agent_id $ID references agent (id),
    prise_le $INSTANT not null
) $STRICT;
create index paire_decision_par_paire on paire_decision (paire_id, id);

-- Une petite décision par jeune.
create table verification (
    id           $KEY,
    campagne_id  $ID not null references campagne (id),
    jeune_id     $ID not null references jeune (id),
    resultat     text not null,
    preuve       text not null,
    structure    text not null default '',
    cause        text not null default '',     -- d'où venait l'erreur, pour un faux signalement
    source_id    $ID references source (id),   -- source en défaut
    jour         $DATE not null,               -- jour de la vérification
    depuis       $DATE not null,               -- début de la situation constatée
    faite_le     $INSTANT not null,
    agent_id     $ID references agent (id),
    situation_avant text not null default '',  -- pour défaire : « genre|structure|fondement »
    annulee_le   $INSTANT,
    annulee_par  $ID references agent (id),
    version      $ID not null default 1
) $STRICT;
create index verification_par_jeune on verification (jeune_id, id);
create index verification_par_campagne on verification (campagne_id, jour);

-- Une liste reçue désigne ce jeune comme présumé sorti (SIEI, RIO…).
create table signalement (
    id           $KEY,
    jeune_id     $ID not null references jeune (id),
    source_id    $ID not null references source (id),
    jour         $DATE not null,
    campagne     text not null default '',     -- nom que la liste donne à sa campagne
    dernier_uai  text not null default '',
    sortie       $DATE,
    motif_sortie text not null default '',
    origine      text not null unique          -- « ligne_import/12 » : la même ligne ne signale qu'une fois
) $STRICT;
create index signalement_par_jeune on signalement (jeune_id, jour);
create index signalement_par_jour on signalement (jour, jeune_id);

-- Bassins d'un rôle, et campagnes qui les touchent.
create view repere_bassin as
select r.id as role_tenu_id, t.descendant_id as territoire_id
  from role_tenu r
  join territoire_contient t on t.ancetre_id = r.territoire_id
union
select r.id, t.descendant_id
  from role_tenu r
  join reseau_bassin b on b.reseau_id = r.reseau_id
  join territoire_contient t on t.ancetre_id = b.territoire_id
union
select r.id, e.territoire_id
  from role_tenu r
  join etablissement e on e.id = r.etablissement_id;
create view campagne_visible as
select distinct b.role_tenu_id, c.id as campagne_id
  from repere_bassin b
  join territoire_contient t on t.descendant_id = b.territoire_id
  join campagne c on c.territoire_id = t.ancetre_id;

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('campagne_jeune', 'jeune_id', 'Place dans chaque campagne, et identité figée ce jour-là', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('campagne_proche', 'jeune_id', 'Dossiers proches d’un présumé', 'clôture de la campagne', 'purge'),
    ('paire_membre', 'jeune_id', 'Rapprochements proposés et décidés', 'comme le dossier', 'purge'),
    ('verification', 'jeune_id', 'Vérifications de situation', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('signalement', 'jeune_id', 'Présence sur une liste de décrocheurs', 'deux ans après le dernier contact', 'purge');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('verification.relance', '2013-01-01', '15', 'jours', 'Proposition : rappeler un injoignable', 1),
    ('contact.premier', '2013-01-01', '7', 'jours', 'Proposition : premier contact après confirmation', 1);
