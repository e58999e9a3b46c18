-- 0023_audit.sql : échantillons relus à l'aveugle, pour mesurer ce que vaut le rapprochement (rapprochement.md §9).
-- Conservation : l'échantillon et ses réponses, deux ans après le dernier contact du jeune ; les effectifs, qui ne nomment
-- personne, autant que la campagne. Effacement : purge.
create table echantillon (
    id          $KEY,
    campagne_id $ID not null unique references campagne (id),
    graine      $ID not null,                            -- le même tirage peut être refait
    minimum     $ID not null,                            -- paires relues à partir desquelles la mesure remplace le modèle
    tire_le     $INSTANT not null,
    tire_par    $ID references agent (id),
    version     $ID not null default 1
) $STRICT;

-- Ce que l'échantillon représente, le jour du tirage.
create table echantillon_effectif (
    echantillon_id $ID not null references echantillon (id),
    tranche        $ID not null,
    strate         text not null check (strate in ('lien', 'douteux', 'refus')),
    paires         $ID not null,
    annoncee       $REEL not null,                       -- somme des probabilités du modèle
    primary key (echantillon_id, tranche, strate)
) $SANS_ROWID;

create table echantillon_paire (
    id             $KEY,
    echantillon_id $ID not null references echantillon (id),
    rang           $ID not null,                         -- ordre où la montrer : au hasard, il ne dit rien du poids
    dixiemes       $ID not null,
    probabilite    $REEL not null,
    strate         text not null check (strate in ('lien', 'douteux', 'refus')),
    pourquoi       text not null default '',             -- ce qu'en disait la machine, montré après la réponse
    double_lecture $ID not null default 0
) $STRICT;
create unique index echantillon_paire_par_rang on echantillon_paire (echantillon_id, rang);
create table echantillon_membre (
    echantillon_paire_id $ID not null references echantillon_paire (id),
    cote                 $ID not null check (cote in (0, 1)),
    jeune_id             $ID not null references jeune (id),
    primary key (echantillon_paire_id, cote)
) $SANS_ROWID;
create index echantillon_membre_par_jeune on echantillon_membre (jeune_id);

create table echantillon_reponse (
    id                   $KEY,
    echantillon_paire_id $ID not null references echantillon_paire (id),
    agent_id             $ID not null references agent (id),
    reponse              text not null check (reponse in ('meme', 'different', 'impossible', 'demander')),
    dite_le              $INSTANT not null,
    annulee_le           $INSTANT
) $STRICT;
create index echantillon_reponse_par_paire on echantillon_reponse (echantillon_paire_id, id);

insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('echantillon_membre', 'jeune_id', 'Paires relues à l’aveugle pour mesurer le rapprochement', 'deux ans après le dernier contact', 'purge');

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('relecture.par_tranche', '2013-01-01', '20', 'paires par tranche de poids', 'rapprochement.md §9 et §12 : au plus 500 paires relues', 1),
    ('relecture.part_double', '2013-01-01', '20', '% relus par deux personnes', 'Proposition (rapprochement.md §9)', 1),
    ('relecture.minimum', '2013-01-01', '100', 'paires relues', 'Proposition : en dessous, la mesure est trop incertaine', 1);
