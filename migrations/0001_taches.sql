-- 0001_taches.sql : travaux longs faits par le programme lui-même.
-- Conservation : une tâche finie vit 90 jours ; ses paramètres ne contiennent que des identifiants. Purge : storage.
create table tache (
    id            $KEY,
    genre         text not null,
    parametres    text not null,
    etat          text not null default 'a_faire' check (etat in ('a_faire', 'en_cours', 'faite', 'echouee')),
    cle           text unique,          -- une seule tâche vivante par clé : le double clic n'en crée pas deux
    fait          $ID not null default 0,
    total         $ID not null default 0,
    etape         text not null default '',
    message       text not null default '',
    essais        $ID not null default 0,
    agent_id      $ID,
    creee_le      $INSTANT not null,
    prise_le      $INSTANT,
    vue_le        $INSTANT,
    finie_le      $INSTANT,
    a_partir_de   $INSTANT not null
) $STRICT;
create index tache_a_faire on tache (etat, a_partir_de, id);
