-- 0007_agenda.sql : ce qui est à faire, par qui, pour quand.
-- Conservation : comme le dossier ; une échéance sans jeune, un an après avoir été faite.
create table echeance (
    id         $KEY,
    jeune_id   $ID references jeune (id),
    agent_id   $ID references agent (id),        -- qui doit agir ; null : tout coordonnateur du bassin
    genre      text not null,                    -- relance, verification, suivi_solution, entretien_retour, transmission_departement…
    objet      text not null,                    -- « Rappeler la famille », sans donnée sensible
    pour_le    $DATE not null,
    attend     text not null default '',         -- qui l'on attend, si ce n'est pas soi (C-28)
    origine    text not null,                    -- « solution/12 » : l'acte qui l'a fait naître
    creee_le   $INSTANT not null,
    creee_par  $ID references agent (id),
    faite_le   $INSTANT,
    faite_par  $ID references agent (id),
    issue      text not null default '',         -- faite, annulee, et ce qu'il en est advenu
    version    $ID not null default 1,
    unique (origine, genre, pour_le)
) $STRICT;
create index echeance_par_agent on echeance (agent_id, faite_le, pour_le);
create index echeance_par_jeune on echeance (jeune_id, faite_le, pour_le);
insert into registre (nom_table, colonne, contenu, conservation, effacement) values
    ('echeance', 'jeune_id', 'Échéances et relances', 'deux ans après le dernier contact', 'purge');
