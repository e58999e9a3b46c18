-- 0044_listes_completes.sql : ce qu'une liste reçue dit de plus, et que l'on montre : le résultat d'une affectation, sa
-- liste et son jour. Conservation et effacement : ceux de la table (registre, 0005).
alter table voeu add column affectation text not null default ''; -- affecte, non_affecte ; vide : la liste ne le dit pas
alter table voeu add column jour $DATE;
alter table voeu add column importation_id $ID;
create index voeu_non_affecte on voeu (affectation, annee, jeune_id);
