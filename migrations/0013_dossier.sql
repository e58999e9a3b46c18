-- 0013_dossier.sql : diplômes saisis, corrigés, retirés ; à quel titre on suit ; pourquoi la notice n'a pas été remise ;
-- échéances passées d'un référent au suivant.
-- Conservation et effacement : comme les tables complétées (0004_jeunes.sql) ; echeance_relais, comme l'échéance.

-- Un diplôme retiré ou corrigé garde sa ligne : la liste qui le redit ne le fait pas revenir.
alter table diplome add column preuve text not null default 'source'; -- source, declaration, attestation, contrat
alter table diplome add column saisi_par $ID references agent (id);   -- une importation n'y touche plus
alter table diplome add column retire_le $INSTANT;
alter table diplome add column retire_par $ID references agent (id);
alter table diplome add column motif_retrait text not null default '';
alter table diplome add column version $ID not null default 1;

alter table cercle add column titre text not null default '';         -- « éducatrice de prévention »

alter table jeune add column non_informe_motif text not null default ''; -- R-78 : une date de remise, ou ce motif

-- Quand le référent change, ce qu'il devait faire passe au suivant ; qui le tenait avant reste écrit.
create table echeance_relais (
    id          $KEY,
    echeance_id $ID not null references echeance (id),
    de_agent_id $ID not null references agent (id),
    a_agent_id  $ID not null references agent (id),
    le          $INSTANT not null,
    par         $ID references agent (id)
) $STRICT;
create index echeance_relais_par_echeance on echeance_relais (echeance_id, id);
