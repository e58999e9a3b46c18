-- 0060_liens_signes.sql : liens envoyés à qui n'a pas de compte (N-6, N-7, N-20, C-53, C-90). Le secret n'est que dans
-- l'adresse : la base n'en garde que l'empreinte. Conservation : `lien.conservation` jours après la fin, puis effacés.
create table lien_signe (
    id         $KEY,
    empreinte  text not null unique,
    genre      text not null,                        -- places, tutorat, relais
    objet      text not null,                        -- « structure/12 »
    adresse    text not null,                        -- à qui il a été envoyé
    cree_par   $ID references agent (id),            -- absent : le programme (demande hebdomadaire)
    cree_le    $INSTANT not null,
    expire_le  $INSTANT not null,
    une_fois   $ID not null default 0,               -- 1 : une réponse l'éteint
    ouvert_le  $INSTANT,                             -- première page vue (un antivirus peut l'avoir fait)
    repondu_le $INSTANT,                             -- dernière réponse
    reponses   $ID not null default 0,
    retire_le  $INSTANT
) $STRICT;
create index lien_signe_par_objet on lien_signe (genre, objet);
create index lien_signe_par_expiration on lien_signe (expire_le);

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('lien.duree', '2013-01-01', '14', 'jours', 'Proposition : durée d’un lien envoyé à qui n’a pas de compte (C-90)', 1),
    ('lien.conservation', '2013-01-01', '90', 'jours', 'Proposition : après son expiration', 1);
