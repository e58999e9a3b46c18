-- 0062_relais.sql : passer le relais sans perdre de vue (N-6, N-7, C-24, C-54 à C-56). Un relais reste chez qui l'envoie
-- jusqu'au premier contact confirmé ; sinon il revient de lui-même. Conservation : comme le dossier.
create table relais (
    id                   $KEY,
    jeune_id             $ID not null references jeune (id),
    nature               text not null check (nature in ('orientation', 'transfert')),
    finalite             text not null,
    de_agent_id          $ID not null references agent (id),
    vers_agent_id        $ID references agent (id),          -- celui qui reçoit, s'il a un compte
    vers_etablissement_id $ID references etablissement (id), -- sinon, le partenaire et l'adresse à qui le lien est parti
    vers_structure_id    $ID references structure (id),
    vers_nom             text not null,
    vers_adresse         text not null default '',
    champs               text not null,                      -- ce que le paquet contient, et rien d'autre (N-7)
    message              text not null default '',           -- des faits, lus par qui reçoit
    envoye_le            $INSTANT not null,
    rappels              $ID not null default 0,
    rappele_le           $INSTANT,
    ouvert_par           text not null default '',           -- empreinte du navigateur qui a ouvert le paquet, par un lien
    ouvert_le            $INSTANT,
    reponse              text not null default '' check (reponse in ('', 'accepte', 'refuse')),
    motif_refus          text not null default '',
    reponse_texte        text not null default '',
    repondu_le           $INSTANT,
    contact_le           $DATE,                              -- premier contact réel avec le jeune
    contact_note_le      $INSTANT,
    revenu_le            $INSTANT,                           -- personne n'a répondu, ou pas de contact à temps
    retire_le            $INSTANT,
    retire_motif         text not null default '',
    repris_le            $INSTANT,                           -- qui l'avait envoyé a repris la main
    saisie               text unique,                        -- jeton du formulaire : un double clic n'en fait qu'un
    version              $ID not null default 1
) $STRICT;
create index relais_par_jeune on relais (jeune_id);
create index relais_par_envoyeur on relais (de_agent_id, envoye_le);
create index relais_par_destinataire on relais (vers_agent_id, envoye_le);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('relais', 'jeune_id', 'Relais vers un collègue ou un partenaire', 'deux ans après le dernier contact', 'purge');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('relais.rappel', '2013-01-01', '3', 'jours ouvrés', 'Proposition : jamais de rappel avant (C-55, P-8)', 1),
    ('relais.reponse', '2013-01-01', '10', 'jours ouvrés', 'Proposition : sans réponse, le relais revient (N-6)', 1),
    ('relais.contact', '2013-01-01', '15', 'jours', 'Proposition : accepté sans premier contact, le relais revient (N-6)', 1),
    ('relais.lien', '2013-01-01', '45', 'jours', 'Proposition : durée du lien d’un partenaire sans compte (C-90)', 1);
