-- 0005_echanges.sql : listes reçues, leurs lignes, ce qu'on en a décidé.
-- Conservation : le fichier lui-même est effacé dès qu'il est lu ; le contenu des lignes (chiffré) d'une liste de
-- décrocheurs, à la fin de la campagne, celui des autres, au terme du paramètre import.conservation (jours) ; le rapport
-- (nombres, issues et motifs, sans identité) reste. Purge : echanges, chaque jour.
create table importation (
    id             $KEY,
    nom            text not null,               -- nom du fichier, montré ; jamais un chemin
    sha256         text not null,
    octets         $ID not null,
    fichier        text not null default '',    -- où il attend d'être lu, sous le dossier de données ; vide ensuite
    format         text not null,
    libelle_format text not null,
    nature         text not null,               -- eleves, apprentis, affectation, decrocheurs, mission_locale, annexe
    source_id      $ID not null references source (id),
    uai            text not null default '',
    etablissement_id $ID references etablissement (id),
    annee          $ID not null,
    horodatage     text not null default '',    -- tel que dans le fichier, en ISO quand on sait le lire
    jour           $DATE not null,              -- jour de la liste : l'âge se compte ce jour-là (R-10)
    campagne       text not null default '',
    deposee_le     $INSTANT not null,
    agent_id       $ID references agent (id),   -- null : ligne de commande
    reseau_id      $ID references reseau (id),  -- réseau au nom duquel elle a été déposée
    etape          text not null,               -- recue, colonnes, question, lue, prevue, appliquee, refusee, abandonnee
    motif          text not null default '',
    questions      text not null default '',    -- une par ligne : « F-05|phrase » ; confirmées par confirmee_par
    confirmee_le   $INSTANT,
    confirmee_par  $ID references agent (id),
    correspondance text not null default '',    -- JSON : colonnes d'un tableau
    avertissements text not null default '',    -- une phrase par ligne
    lues           $ID not null default 0,
    nouvelles      $ID not null default 0,
    mises_a_jour   $ID not null default 0,
    identiques     $ID not null default 0,
    douteuses      $ID not null default 0,
    refusees       $ID not null default 0,
    erreurs        $ID not null default 0,
    disparues      $ID not null default 0,      -- connues du dernier fichier, absentes de celui-ci (D-01)
    crees          $ID not null default 0,      -- dossiers créés par elle
    dernier_jeune  $ID not null default 0,      -- plus grand dossier au moment du plan : au-delà, on revérifie
    tache_id       $ID,
    appliquee_le   $INSTANT,
    effacee_le     $INSTANT,                    -- contenu des lignes effacé
    version        $ID not null default 1
) $STRICT;
create index importation_par_source on importation (source_id, format, annee, id);
create index importation_par_contenu on importation (sha256);

-- Bassins au nom desquels la liste a été déposée : ce qui la rend visible.
create table importation_bassin (
    territoire_id  $ID not null references territoire (id),
    importation_id $ID not null references importation (id),
    primary key (territoire_id, importation_id)
) $SANS_ROWID;

-- Une ligne telle que reçue. Contenu : JSON des cellules et de leurs anomalies, chiffré (il peut porter un INE).
create table ligne_import (
    id             $KEY,
    importation_id $ID not null references importation (id),
    rang           $ID not null,                -- 1, 2, 3… dans l'ordre de lecture
    numero         $ID not null,                -- ligne du fichier, pour les gens
    genre          text not null,               -- eleve, responsable, division, nomenclature, etablissement
    contenu        text not null,
    empreinte      text not null,               -- à clé, de toutes les cellules : égale = même ligne
    cle            text not null,               -- à clé, ce qui désigne cette ligne chez la source
    identite       text not null default '',    -- à clé, nom + prénom + naissance normalisés
    groupe         text not null default '',    -- à clé, élève auquel se rattache un responsable
    ine            text not null default '',    -- à clé : deux INE différents, deux personnes
    presente       $ID not null default 0,      -- ni sortie passée, ni rupture : compte pour F-07
    avertissements $ID not null default 0,
    issue          text not null default '',    -- vide avant le plan ; nouvelle, mise_a_jour, identique, douteuse, refusee, erreur
    motif          text not null default '',    -- en français, sans identité
    jeune_id       $ID references jeune (id),   -- proposé, puis retenu
    comme_rang     $ID,                         -- même personne qu'une ligne précédente de ce fichier
    decidee        text not null default '',    -- meme, different : tranchée par une personne
    appliquee      $ID not null default 0,
    version        $ID not null default 1,
    unique (importation_id, rang)
) $STRICT;
create index ligne_import_par_issue on ligne_import (importation_id, issue, rang);
create index ligne_import_par_identite on ligne_import (importation_id, identite, rang);
create index ligne_import_par_groupe on ligne_import (importation_id, groupe, rang);
create index ligne_import_a_faire on ligne_import (importation_id, appliquee, rang);
create index ligne_import_par_cle on ligne_import (cle, issue);
create index ligne_import_par_jeune on ligne_import (jeune_id);

-- Candidats d'une ligne douteuse, du plus proche au moins proche.
create table ligne_candidat (
    ligne_id    $ID not null references ligne_import (id),
    jeune_id    $ID not null references jeune (id),
    dixiemes    $ID not null,
    probabilite $REEL not null,
    motif       text not null,
    primary key (ligne_id, jeune_id)
) $SANS_ROWID;
create index ligne_candidat_par_jeune on ligne_candidat (jeune_id);

-- Dernier état connu de chaque ligne de chaque source : rend le réimport sans effet et montre les disparus.
create table ligne_connue (
    source_id      $ID not null references source (id),
    cle            text not null,
    empreinte      text not null,
    genre          text not null,
    jeune_id       $ID references jeune (id),
    importation_id $ID not null references importation (id), -- dernière qui l'a vue
    annee          $ID not null,
    active         $ID not null,                -- ni sortie passée, ni rupture
    primary key (source_id, cle)
) $SANS_ROWID;
create index ligne_connue_par_jeune on ligne_connue (jeune_id);
create index ligne_connue_par_import on ligne_connue (source_id, annee, importation_id);

-- Une question n'est posée qu'une fois : même identité lue, même dossier, même réponse.
create table decision_ligne (
    identite  text not null,
    jeune_id  $ID not null references jeune (id),
    decision  text not null check (decision in ('meme', 'different')),
    agent_id  $ID references agent (id),
    prise_le  $INSTANT not null,
    primary key (identite, jeune_id)
) $SANS_ROWID;
create index decision_ligne_par_jeune on decision_ligne (jeune_id);

-- Correspondance de colonnes retenue pour un expéditeur, par empreinte des en-têtes.
create table correspondance (
    source_id  $ID not null references source (id),
    en_tetes   text not null,
    contenu    text not null,
    agent_id   $ID references agent (id),
    choisie_le $INSTANT not null,
    primary key (source_id, en_tetes)
) $SANS_ROWID;

-- Libellés que donnent les fichiers de structures et de nomenclatures : classes, motifs de sortie, MEF.
create table libelle_source (
    source_id    $ID not null references source (id),
    nomenclature text not null,
    code         text not null,
    libelle      text not null,
    primary key (source_id, nomenclature, code)
) $SANS_ROWID;
create index libelle_par_code on libelle_source (nomenclature, code);

-- Une liste de décrocheurs désigne ce jeune comme présumé sorti : à vérifier (reperage).
create table signalement_liste (
    id             $KEY,
    importation_id $ID not null references importation (id),
    ligne_id       $ID not null references ligne_import (id),
    jeune_id       $ID not null references jeune (id),
    source_id      $ID not null references source (id),
    jour           $DATE not null,
    campagne       text not null default '',
    dernier_uai    text not null default '',
    sortie         $DATE,
    motif_sortie   text not null default '',
    unique (ligne_id)
) $STRICT;
create index signalement_liste_par_jeune on signalement_liste (jeune_id);
create index signalement_liste_par_import on signalement_liste (importation_id);

-- Vœux et résultats d'affectation, pour information.
create table voeu (
    jeune_id       $ID not null references jeune (id),
    annee          $ID not null,
    rang           $ID not null,
    formation      text not null,
    uai_demande    text not null default '',
    resultat       text not null default '',
    source_id      $ID not null references source (id),
    primary key (jeune_id, annee, rang, formation)
) $SANS_ROWID;

-- Inscrits au dernier fichier d'une source et absents de celui-ci, sans sortie : à vérifier, rien n'est supprimé.
create table disparition (
    importation_id $ID not null references importation (id),
    jeune_id       $ID not null references jeune (id),
    source_id      $ID not null references source (id),
    constatee_le   $DATE not null,
    primary key (importation_id, jeune_id)
) $SANS_ROWID;
create index disparition_par_jeune on disparition (jeune_id);

-- Bassins du périmètre d'un rôle.
create view bassin_du_role as
select r.id as role_tenu_id, t.descendant_id as territoire_id
  from role_tenu r
  join territoire_contient t on t.ancetre_id = r.territoire_id
union
select r.id, b.territoire_id
  from role_tenu r
  join reseau_bassin b on b.reseau_id = r.reseau_id
union
select r.id, e.territoire_id
  from role_tenu r
  join etablissement e on e.id = r.etablissement_id;

-- Quelles listes un rôle voit : le coordonnateur, celles de ses bassins ; un réseau, les siennes.
create view importation_visible as
select b.role_tenu_id, ib.importation_id
  from bassin_du_role b
  join role_tenu r on r.id = b.role_tenu_id and r.role = 'coordonnateur'
  join importation_bassin ib on ib.territoire_id = b.territoire_id
union
select r.id, i.id
  from role_tenu r
  join importation i on i.reseau_id = r.reseau_id;

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('ligne_import', 'jeune_id', 'Ligne reçue (chiffrée), son issue et son motif', 'contenu effacé à la fin de la campagne ou de import.conservation', 'echanges'),
    ('ligne_candidat', 'jeune_id', 'Dossiers proches d’une ligne douteuse', 'jusqu’à la décision', 'echanges'),
    ('ligne_connue', 'jeune_id', 'Dernier état vu chez chaque source (empreintes)', 'comme le dossier', 'purge'),
    ('decision_ligne', 'jeune_id', 'Rapprochements décidés par une personne', 'comme le dossier', 'purge'),
    ('signalement_liste', 'jeune_id', 'Présence sur une liste de décrocheurs', 'deux ans après le dernier contact', 'purge'),
    ('voeu', 'jeune_id', 'Vœux et résultats d’affectation', 'deux ans après le dernier contact', 'purge'),
    ('disparition', 'jeune_id', 'Absence du dernier fichier d’une source', 'deux ans après le dernier contact', 'purge');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('import.chute', '2011-01-01', '20', '%', 'Contrôle F-07 : chute d’élèves actifs qui demande confirmation', 1),
    ('import.chute_minimum', '2011-01-01', '10', 'élèves', 'Contrôle F-07 : en dessous, une chute n’est pas un signe', 1),
    ('import.conservation', '2011-01-01', '90', 'jours', 'Contenu des lignes reçues', 1),
    ('import.conservation_decrocheurs', '2011-01-01', '90', 'jours', 'Contenu des lignes d’une liste de décrocheurs, après la campagne', 1);
