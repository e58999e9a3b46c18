-- 0025_etat_des_faits.sql : un repère qui change dès qu'un fait dont les chiffres dépendent change, quoi qui l'écrive. Un bilan
-- déjà calculé vaut tant que le repère n'a pas bougé.
-- Conservation : aucune donnée sur des personnes ; les repères anciens sont effacés chaque jour (PostgreSQL). Purge : pilotage.
create table fait_change (
    numero $ID primary key
) $STRICT;

-- [sqlite]
-- Un seul écrivain à la fois : un seul nombre suffit.
insert into fait_change (numero) values (1);
create trigger fait_contact_a after insert on contact begin update fait_change set numero = numero + 1; end;
create trigger fait_contact_c after update on contact begin update fait_change set numero = numero + 1; end;
create trigger fait_contact_e after delete on contact begin update fait_change set numero = numero + 1; end;
create trigger fait_entretien_a after insert on entretien begin update fait_change set numero = numero + 1; end;
create trigger fait_entretien_c after update of jeune_id, jour, genre on entretien begin update fait_change set numero = numero + 1; end;
create trigger fait_entretien_e after delete on entretien begin update fait_change set numero = numero + 1; end;
create trigger fait_solution_a after insert on solution begin update fait_change set numero = numero + 1; end;
create trigger fait_solution_c after update on solution begin update fait_change set numero = numero + 1; end;
create trigger fait_solution_e after delete on solution begin update fait_change set numero = numero + 1; end;
create trigger fait_verification_a after insert on verification begin update fait_change set numero = numero + 1; end;
create trigger fait_verification_c after update on verification begin update fait_change set numero = numero + 1; end;
create trigger fait_verification_e after delete on verification begin update fait_change set numero = numero + 1; end;
create trigger fait_signalement_a after insert on signalement begin update fait_change set numero = numero + 1; end;
create trigger fait_signalement_c after update on signalement begin update fait_change set numero = numero + 1; end;
create trigger fait_signalement_e after delete on signalement begin update fait_change set numero = numero + 1; end;
create trigger fait_place_a after insert on campagne_jeune begin update fait_change set numero = numero + 1; end;
create trigger fait_place_c after update of jeune_id, caisse, sexe, naissance, territoire_id, etablissement_id, classe on campagne_jeune begin update fait_change set numero = numero + 1; end;
create trigger fait_place_e after delete on campagne_jeune begin update fait_change set numero = numero + 1; end;
create trigger fait_campagne_c after update on campagne begin update fait_change set numero = numero + 1; end;
create trigger fait_jeune_c after update of fusionne_dans on jeune begin update fait_change set numero = numero + 1; end;
create trigger fait_parametre_a after insert on parametre begin update fait_change set numero = numero + 1; end;
create trigger fait_parametre_c after update on parametre begin update fait_change set numero = numero + 1; end;
create trigger fait_parametre_e after delete on parametre begin update fait_change set numero = numero + 1; end;
create trigger fait_territoire_a after insert on territoire begin update fait_change set numero = numero + 1; end;
create trigger fait_territoire_c after update on territoire begin update fait_change set numero = numero + 1; end;
create trigger fait_contenu_a after insert on territoire_contient begin update fait_change set numero = numero + 1; end;
create trigger fait_contenu_e after delete on territoire_contient begin update fait_change set numero = numero + 1; end;
create trigger fait_etablissement_a after insert on etablissement begin update fait_change set numero = numero + 1; end;
create trigger fait_etablissement_c after update of nom, territoire_id on etablissement begin update fait_change set numero = numero + 1; end;
create trigger fait_reseau_a after insert on reseau_bassin begin update fait_change set numero = numero + 1; end;
create trigger fait_reseau_e after delete on reseau_bassin begin update fait_change set numero = numero + 1; end;
create trigger fait_nom_de_reseau_c after update on reseau begin update fait_change set numero = numero + 1; end;
-- [postgresql]
-- Une ligne par transaction : deux agents qui écrivent à la fois ne s'attendent pas, et la validation de l'un ou de l'autre
-- change le nombre de lignes visibles.
create function fait_change() returns trigger language plpgsql as '
begin
    insert into fait_change (numero) values (txid_current()) on conflict do nothing;
    return null;
end';
create trigger fait_contact after insert or update or delete on contact for each statement execute function fait_change();
create trigger fait_entretien after insert or update of jeune_id, jour, genre or delete on entretien for each statement execute function fait_change();
create trigger fait_solution after insert or update or delete on solution for each statement execute function fait_change();
create trigger fait_verification after insert or update or delete on verification for each statement execute function fait_change();
create trigger fait_signalement after insert or update or delete on signalement for each statement execute function fait_change();
create trigger fait_place after insert or update of jeune_id, caisse, sexe, naissance, territoire_id, etablissement_id, classe or delete on campagne_jeune for each statement execute function fait_change();
create trigger fait_campagne after update on campagne for each statement execute function fait_change();
create trigger fait_jeune after update of fusionne_dans on jeune for each statement execute function fait_change();
create trigger fait_parametre after insert or update or delete on parametre for each statement execute function fait_change();
create trigger fait_territoire after insert or update on territoire for each statement execute function fait_change();
create trigger fait_contenu after insert or delete on territoire_contient for each statement execute function fait_change();
create trigger fait_etablissement after insert or update of nom, territoire_id on etablissement for each statement execute function fait_change();
create trigger fait_reseau after insert or delete on reseau_bassin for each statement execute function fait_change();
create trigger fait_nom_de_reseau after update on reseau for each statement execute function fait_change();
-- [partout]
