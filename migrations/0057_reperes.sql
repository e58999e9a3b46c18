-- 0057_reperes.sql : grille de repérage (R-13, douze signes datés), scores LYCAM par dimension (R-12), inscription sur la liste à regarder.
-- Conservation : deux ans après le dernier contact (à confirmer) ; effacement : purge. Aucun score de personne, nulle part (C-15).
create table repere (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    code             text not null,               -- un des douze signes
    force            text not null check (force in ('leger', 'net', 'fort')),
    constat          text not null,               -- ce qui est constaté : le fait qui le montre
    le               $DATE not null,
    agent_id         $ID references agent (id),
    etat             text not null default 'actif' check (etat in ('actif', 'explique', 'clos')),
    explication      text not null default '',
    jusqu_au         $DATE,                       -- expliqué jusque-là : il redevient actif ensuite
    decide_le        $DATE,
    decide_par       $ID references agent (id),
    cree_le          $INSTANT not null,
    saisie           text unique,
    version          $ID not null default 1
) $STRICT;
create index repere_par_etablissement on repere (etablissement_id, etat, jeune_id);
create index repere_par_jeune on repere (jeune_id, le);

create table lycam (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    le               $DATE not null,
    edition          text not null,               -- version du questionnaire
    dimension        text not null,
    valeur           $ID not null,
    agent_id         $ID references agent (id),
    unique (jeune_id, le, edition, dimension)
) $STRICT;

-- Demandée par un membre de l'équipe : motif et date de revoyure obligatoires (C-12).
create table veille (
    id               $KEY,
    jeune_id         $ID not null references jeune (id),
    etablissement_id $ID not null references etablissement (id),
    motif            text not null,
    depuis           $DATE not null,
    revoir_le        $DATE not null,
    agent_id         $ID references agent (id),
    retiree_le       $DATE,
    retiree_motif    text not null default '',
    version          $ID not null default 1
) $STRICT;
create unique index veille_une_ouverte on veille (jeune_id, etablissement_id) where retiree_le is null;
create index veille_par_etablissement on veille (etablissement_id, retiree_le, revoir_le);
create index veille_par_jeune on veille (jeune_id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('repere', 'jeune_id', 'Signes de la grille de repérage', 'deux ans après le dernier contact', 'purge'),
    ('lycam', 'jeune_id', 'Scores LYCAM par dimension', 'deux ans après le dernier contact', 'purge'),
    ('veille', 'jeune_id', 'Présence sur la liste à regarder de l’établissement', 'deux ans après le dernier contact', 'purge');
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('repere.vieux', '2013-03-29', '60', 'jours', 'Proposition : un signe plus ancien se relit avant de compter (rapprochement.md, partie 2)', 1),
    ('repere.silence', '2013-03-29', '30', 'jours', 'Proposition : personne n’a rien écrit depuis (C-6)', 1),
    ('repere.familles', '2013-03-29', '2', 'familles de signes', 'Proposition : entrée sur la liste (rapprochement.md, partie 2)', 1);
