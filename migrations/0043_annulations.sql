-- 0043_annulations.sql : un contact, un entretien, une exemption notés par erreur s'annulent : ils ne comptent plus, restent
-- lisibles comme annulés, et se rétablissent pendant quatre-vingt-dix jours.
-- Conservation et effacement : comme les tables complétées (0007_agenda.sql, 0009_suivi.sql, 0010_jeunes_dossier.sql).
alter table contact add column annule_le $INSTANT;
alter table contact add column annule_par $ID references agent (id);
alter table contact add column annule_motif text not null default '';
alter table entretien add column annule_le $INSTANT;
alter table entretien add column annule_par $ID references agent (id);
alter table entretien add column annule_motif text not null default '';
alter table exemption_formation add column annule_le $INSTANT;
alter table exemption_formation add column annule_par $ID references agent (id);
alter table exemption_formation add column annule_motif text not null default '';

-- Le jeton de la saisie acceptée : le brouillon qui le porte est oublié, même arrivé après elle.
alter table entretien_version add column saisie text not null default '';
create index entretien_version_par_saisie on entretien_version (saisie) where saisie <> '';

-- « contact/12 » : ce qui l'a close ; annulé, elle est de nouveau à faire.
alter table echeance add column reglee_par text not null default '';
create index echeance_par_reglement on echeance (reglee_par) where reglee_par <> '';
alter table convocation add column exemptee_par $ID references exemption_formation (id);

update echeance set reglee_par = coalesce(
    (select 'contact/' || max(c.id) from contact c
      where c.jeune_id = echeance.jeune_id and c.cree_le = echeance.faite_le and c.agent_id = echeance.faite_par),
    (select 'entretien/' || max(e.id) from entretien e
      where e.jeune_id = echeance.jeune_id and e.cree_le = echeance.faite_le and e.agent_id = echeance.faite_par), '')
 where faite_le is not null and genre in ('relance_contact', 'premier_contact', 'rendez_vous', 'entretien_retour');
update convocation set exemptee_par =
    (select max(x.id) from exemption_formation x where x.jeune_id = convocation.jeune_id)
 where issue = 'exemption'
   and (select count(*) from exemption_formation x where x.jeune_id = convocation.jeune_id) = 1;

drop view echange;
create view echange as
select jeune_id, le, 'partenaires' as visibilite from contact where resultat in ('joint', 'rappeler', 'refus') and annule_le is null
union all
select jeune_id, jour as le, visibilite from entretien where genre not in ('famille', 'partenaire', 'equipe') and annule_le is null;

insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('saisie.delai_annulation', '2013-01-01', '90', 'jours', 'Proposition : comme une fusion (C-125)', 1);
