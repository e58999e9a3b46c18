-- 0064_admissions.sql : une action, ses places, qui y est candidat, la liste d'attente et son ordre visible (R-18, R-25,
-- C-65, A-10). Conservation : comme le dossier.
create table action_mlds (
    id            $KEY,
    intitule      text not null,
    type          text not null,                   -- metier.md §5.2
    territoire_id $ID not null references territoire (id),
    etablissement_id $ID references etablissement (id), -- où elle se tient
    places        $ID not null check (places > 0),
    du            $DATE not null,
    au            $DATE not null,
    age_de        $ID,
    age_a         $ID,
    ordre         text not null default 'demande' check (ordre in ('demande', 'obligation')),
    close_le      $DATE,
    cree_par      $ID references agent (id),
    version       $ID not null default 1,
    check (au >= du)
) $STRICT;
create index action_mlds_par_territoire on action_mlds (territoire_id, du);

create table candidature (
    id            $KEY,
    action_id     $ID not null references action_mlds (id),
    jeune_id      $ID not null references jeune (id),
    demandee_le   $DATE not null,
    recevabilite  text not null default '' check (recevabilite in ('', 'recevable', 'non_recevable', 'derogation_demandee')),
    decision      text not null default '' check (decision in ('', 'admis', 'liste_attente', 'refuse', 'desiste')),
    motif         text not null default '',        -- restituable au jeune (R-25)
    decidee_le    $DATE,
    decidee_par   $ID references agent (id),
    promue_le     $DATE,                           -- entrée de la liste d'attente, une place s'étant libérée
    cree_le       $INSTANT not null,
    version       $ID not null default 1,
    unique (action_id, jeune_id)
) $STRICT;
create index candidature_par_jeune on candidature (jeune_id);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('candidature', 'jeune_id', 'Candidatures à une action', 'deux ans après le dernier contact', 'purge');
