-- 0009_suivi.sql : contacts, rendez-vous, entretiens, solutions, horloges légales, brouillons.
-- Conservation : comme le dossier, deux ans après la clôture ou le dernier contact (à confirmer, metier.md §11.3) ; qui
-- efface : purge. Les brouillons : effacés à l'enregistrement, sinon au bout de `brouillon.conservation` jours.

-- Une tentative ou un échange bref, daté (C-13).
create table contact (
    id        $KEY,
    jeune_id  $ID not null references jeune (id),
    le        $DATE not null,
    canal     text not null,                   -- telephone, message, courriel, courrier, visite, rencontre
    qui       text not null,                   -- jeune, responsable, adulte_de_confiance
    resultat  text not null,                   -- joint, message_laisse, pas_de_reponse, mauvais_numero, refus, rappeler
    note      text not null default '',        -- des faits, deux cents caractères au plus
    prochain  $DATE,
    agent_id  $ID references agent (id),
    cree_le   $INSTANT not null,
    saisie    text unique                      -- jeton du formulaire : deux clics, une ligne
) $STRICT;
create index contact_par_jeune on contact (jeune_id, le, id);

create table entretien (
    id           $KEY,
    jeune_id     $ID not null references jeune (id),
    genre        text not null,                -- type_entretien de metier.md §6.1
    jour         $DATE not null,
    heure        text not null default '',     -- « 14:05 »
    duree        $ID,                          -- minutes
    canal        text not null default '',
    lieu         text not null default '',
    participants text not null default '',
    objet        text not null,
    resume       text not null default '',     -- des faits, huit cents caractères au plus
    avis         text not null default '',     -- l'analyse, à part, avec ses propres lecteurs (N-4)
    decisions    text not null default '',
    prochaine    $DATE,
    visibilite   text not null check (visibilite in ('privee', 'equipe', 'partenaires')),
    visibilite_analyse text not null check (visibilite_analyse in ('privee', 'equipe', 'partenaires')),
    temps        text not null default '',     -- domaine de la ventilation, facultatif (metier.md §6.7)
    decision     text not null default '',     -- recrutement : admis, liste_attente, refuse (R-25)
    motif        text not null default '',     -- du refus
    explication  text not null default '',     -- ce qui peut être dit au jeune
    champs       text not null default '[]',   -- champs propres au type : JSON, [["code", "valeur"]…]
    agent_id     $ID references agent (id),
    cree_le      $INSTANT not null,
    modifie_le   $INSTANT not null,
    modifie_par  $ID references agent (id),
    saisie       text unique,
    version      $ID not null default 1
) $STRICT;
create index entretien_par_jeune on entretien (jeune_id, jour, id);

-- Chaque état qu'un entretien a eu : rien n'est perdu avant son terme (C-33).
create table entretien_version (
    entretien_id $ID not null references entretien (id),
    version      $ID not null,
    contenu      text not null,                -- JSON, [["libellé", "valeur"]…], sans l'analyse
    avis         text not null default '',
    visibilite   text not null,
    visibilite_analyse text not null,
    agent_id     $ID references agent (id),
    le           $INSTANT not null,
    raison       text not null default '',
    primary key (entretien_id, version)
) $SANS_ROWID;

create table solution (
    id          $KEY,
    jeune_id    $ID not null references jeune (id),
    code        text not null,                 -- nomenclature de metier.md §5.4 ; la famille s'en déduit
    structure   text not null default '',
    etat        text not null check (etat in ('proposee', 'acceptee', 'active', 'refusee', 'rompue', 'remplacee')),
    proposee_le $DATE not null,
    acceptee_le $DATE,
    effet_le    $DATE,                         -- le jeune y est depuis ; seule l'active compte (R-22)
    fin_le      $DATE,                         -- dernier jour : rompue, remplacée, refusée
    preuve      text not null default 'declaration' check (preuve in ('declaration', 'attestation', 'contrat')),
    verifiee_le $DATE,
    motif       text not null default '',      -- du refus ou de la rupture, en faits
    agent_id    $ID references agent (id),
    cree_le     $INSTANT not null,
    saisie      text unique,
    version     $ID not null default 1
) $STRICT;
create index solution_par_jeune on solution (jeune_id, effet_le);

-- À 3 et 6 mois : toujours en place, rompue, sans nouvelle (R-24).
create table suivi_solution (
    id          $KEY,
    solution_id $ID not null references solution (id),
    jeune_id    $ID not null references jeune (id),
    le          $DATE not null,
    reponse     text not null check (reponse in ('en_place', 'rompue', 'sans_nouvelle')),
    agent_id    $ID references agent (id),
    cree_le     $INSTANT not null
) $STRICT;
create index suivi_solution_par_jeune on suivi_solution (jeune_id, le);
create index suivi_solution_par_solution on suivi_solution (solution_id, le);

-- Droit au retour : un entretien dans les quinze jours (R-26).
create table retour (
    id           $KEY,
    jeune_id     $ID not null references jeune (id),
    demande_le   $DATE not null,
    pour_le      $DATE not null,
    information_le $DATE,                      -- information écrite remise
    entretien_id $ID references entretien (id), -- celui qui répond à la demande
    clos_le      $DATE,
    agent_id     $ID references agent (id),
    cree_le      $INSTANT not null,
    version      $ID not null default 1
) $STRICT;
create index retour_ouvert on retour (clos_le, pour_le);
create index retour_par_jeune on retour (jeune_id, demande_le);

-- Obligation de formation : la convocation ouvre un délai de deux mois ; rien n'est transmis sans quelqu'un (R-09).
create table convocation (
    id         $KEY,
    jeune_id   $ID not null references jeune (id),
    le         $DATE not null,
    terme      $DATE not null,
    close_le   $DATE,
    issue      text not null default '',       -- solution, exemption, transmise, sans_suite
    motif      text not null default '',
    agent_id   $ID references agent (id),
    cree_le    $INSTANT not null,
    version    $ID not null default 1
) $STRICT;
create index convocation_ouverte on convocation (close_le, terme);
create index convocation_par_jeune on convocation (jeune_id, le);

-- Ce qui est en train d'être écrit : chiffré, à son seul auteur (C-32).
create table brouillon (
    agent_id      $ID not null references agent (id),
    cle           text not null,               -- « nouveau/12/situation », « entretien/34 »
    jeune_id      $ID not null references jeune (id),
    chiffre       text not null,
    enregistre_le $INSTANT not null,
    primary key (agent_id, cle)
) $SANS_ROWID;
create index brouillon_par_jeune on brouillon (jeune_id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('contact', 'jeune_id', 'Contacts et tentatives', 'deux ans après le dernier contact', 'purge'),
    ('entretien', 'jeune_id', 'Entretiens et leurs versions', 'deux ans après le dernier contact', 'purge'),
    ('solution', 'jeune_id', 'Solutions', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('suivi_solution', 'jeune_id', 'Suivis des solutions à 3 et 6 mois', 'deux ans après le dernier contact, puis au mois', 'purge'),
    ('retour', 'jeune_id', 'Demandes de droit au retour', 'deux ans après le dernier contact', 'purge'),
    ('convocation', 'jeune_id', 'Convocations au titre de l’obligation de formation', 'deux ans après le dernier contact', 'purge'),
    ('brouillon', 'jeune_id', 'Saisies en cours, chiffrées', 'trente jours au plus', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('brouillon.conservation', '2013-01-01', '30', 'jours', 'Proposition (C-32)', 1);
