-- 0031_courriels.sql : la file des courriels. Aucun ne nomme un jeune : un lien mène à la page, qui vérifie les droits.
-- Conservation : `courriel.conservation` jours après l'envoi ou l'abandon, puis effacés par le travail quotidien.
create table courriel (
    id             $KEY,
    agent_id       $ID references agent (id),   -- destinataire, s'il a un compte
    adresse        text not null,
    genre          text not null,               -- convocation, rappel, relais, recapitulatif…
    objet          text not null,
    texte          text not null,
    calendrier     text not null default '',
    methode        text not null default '',    -- REQUEST, CANCEL : avec un calendrier
    origine        text not null,               -- « reunion/12/3 » : une fois par origine et par adresse
    etat           text not null default 'a_envoyer' check (etat in ('a_envoyer', 'envoye', 'refuse', 'abandonne')),
    essais         $ID not null default 0,
    prochain_essai $INSTANT not null,
    reponse        text not null default '',    -- ce qu'a dit le serveur de courrier au dernier échec
    cree_le        $INSTANT not null,
    fini_le        $INSTANT,
    unique (origine, adresse)
) $STRICT;
create index courriel_a_envoyer on courriel (etat, prochain_essai, id);

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('courriel.premiere_heure', '2013-01-01', '7', 'heure', 'Proposition : heures calmes (C-38, C-118)', 1),
    ('courriel.derniere_heure', '2013-01-01', '20', 'heure', 'Proposition : heures calmes (C-38, C-118)', 1),
    ('courriel.abandon', '2013-01-01', '48', 'heures', 'Proposition : au-delà, on le dit à qui attend', 1),
    ('courriel.conservation', '2013-01-01', '90', 'jours', 'Proposition', 1);
