-- 0085_registre_des_lignes_recues.sql : la page « Données personnelles » se lit sans connaître les clés du programme (U-14).
update registre set conservation = 'contenu effacé à la fin de la campagne pour une liste de décrocheurs, sinon au terme réglé pour les listes reçues'
    where nom_table = 'ligne_import' and colonne = 'jeune_id';
