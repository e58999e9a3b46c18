-- 0055_prevention.sql : fiche de signalement d'un adulte de l'établissement (C-5), situation de prévention (metier.md §3.6, §4.2, §4.3).
-- Conservation : deux ans après le dernier contact (à confirmer) ; effacement : purge.
create table prevention (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),  -- responsable de l'élève
    etat             text not null check (etat in ('signalee', 'examinee', 'suivie', 'close')),
    lien             text not null default 'regulier' check (lien in ('regulier', 'irregulier', 'rompu')),
    urgence          text not null default 'ordinaire' check (urgence in ('ordinaire', 'rapide', 'immediate')),
    ouverte_le       $DATE not null,
    revoir_le        $DATE,                                       -- exigée tant que la situation n'est pas close (C-12)
    confie_a         $ID references agent (id),                   -- coordonnateur qui la lit et la tient aussi
    close_le         $DATE,
    motif            text not null default '',
    version          $ID not null default 1
) $STRICT;
create unique index prevention_une_ouverte on prevention (jeune_id, etablissement_id) where etat <> 'close';
create index prevention_par_jeune on prevention (jeune_id, ouverte_le);
create index prevention_par_etablissement on prevention (etablissement_id, etat, revoir_le);
create index prevention_par_confiance on prevention (confie_a, etat);

-- Ce qui s'est passé, daté : rien ne se réécrit.
create table prevention_fait (
    id            $KEY,
    prevention_id $ID not null references prevention (id) on delete cascade,
    jeune_id      $ID not null references jeune (id),
    le            $DATE not null,
    genre         text not null check (genre in ('etat', 'lien', 'decision', 'revoir', 'confiance')),
    code          text not null default '',
    texte         text not null default '',
    agent_id      $ID references agent (id),
    cree_le       $INSTANT not null
) $STRICT;
create index prevention_fait_par_situation on prevention_fait (prevention_id, id);
create index prevention_fait_par_jeune on prevention_fait (jeune_id, le);

-- Réponses de la nomenclature (metier.md §4.3). Un relais social ou de santé n'a jamais de précision.
create table prevention_reponse (
    id            $KEY,
    prevention_id $ID not null references prevention (id) on delete cascade,
    jeune_id      $ID not null references jeune (id),
    code          text not null,
    du            $DATE not null,
    au            $DATE,
    precision     text not null default '' check (code <> 'relais_social_sante' or precision = ''),
    agent_id      $ID references agent (id),
    cree_le       $INSTANT not null,
    saisie        text unique
) $STRICT;
create index prevention_reponse_par_situation on prevention_reponse (prevention_id, du);
create index prevention_reponse_par_jeune on prevention_reponse (jeune_id, du);

create table fiche_signalement (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    prevention_id    $ID references prevention (id) on delete set null,
    auteur_id        $ID not null references agent (id),
    le               $DATE not null,
    origine          text not null,
    urgence          text not null check (urgence in ('ordinaire', 'rapide', 'immediate')),
    faits            text not null,
    avis             text not null default '',      -- l'avis, à part
    appuis           text not null default '',      -- ce qui marche, ce qu'il aime (C-26)
    locomotion       text not null default '',
    famille_le       $DATE,                         -- famille informée le
    accord           text not null default '' check (accord in ('', 'oui', 'non')),
    lue_le           $INSTANT,                      -- première lecture par l'équipe
    lue_par          $ID references agent (id),
    reponse          text not null default '',      -- ce qui est dit à son auteur
    repondue_le      $INSTANT,
    repondue_par     $ID references agent (id),
    cree_le          $INSTANT not null,
    saisie           text unique
) $STRICT;
create index fiche_signalement_par_auteur on fiche_signalement (auteur_id, id);
create index fiche_signalement_par_jeune on fiche_signalement (jeune_id, le);
create index fiche_signalement_par_situation on fiche_signalement (prevention_id, id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('prevention', 'jeune_id', 'Situations de prévention dans l’établissement', 'deux ans après le dernier contact', 'purge'),
    ('prevention_fait', 'jeune_id', 'Étapes et décisions de prévention', 'deux ans après le dernier contact', 'purge'),
    ('prevention_reponse', 'jeune_id', 'Réponses apportées en prévention', 'deux ans après le dernier contact', 'purge'),
    ('fiche_signalement', 'jeune_id', 'Signalements par un adulte', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('prevention.revoir', '2013-03-29', '30', 'jours', 'Proposition : prochain examen proposé (C-12) ; le calendrier des GPDS est libre (metier.md §4.1)', 1),
    ('prevention.revoir_au_plus', '2013-03-29', '120', 'jours', 'Proposition : une situation suivie se revoit au moins chaque trimestre (C-12)', 1),
    ('signalement.retour_auteur', '2013-03-29', '30', 'jours', 'Proposition : combien de temps la réponse reste dans la journée de l’auteur (C-5, C-56)', 1);
