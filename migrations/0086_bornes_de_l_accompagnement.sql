-- 0086_bornes_de_l_accompagnement.sql : ce qu'une date ou une durée peut être sans faute de frappe (C-39 à C-41).
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('tutorat.minutes_par_jour', '2013-01-01', '480', 'minutes', 'Proposition : plus de huit heures de tutorat le même jour est une erreur (C-41)', 1),
    ('accompagnement.anteriorite', '2013-01-01', '24', 'mois', 'Proposition : un tutorat ou un contrat se note au plus deux ans après son début', 1),
    ('accompagnement.avance', '2013-01-01', '12', 'mois', 'Proposition : un tutorat ou un contrat se prépare au plus un an avant son début', 1),
    ('accompagnement.duree', '2013-01-01', '36', 'mois', 'Proposition : un tutorat ou un contrat dure trois ans au plus', 1),
    ('contrat.signature_avant', '2013-01-01', '90', 'jours', 'Proposition : un contrat se signe au plus trois mois avant son premier jour', 1),
    ('situation.age_travail', '2000-01-01', '14', 'ans', 'Code du travail, art. L. 4153-1 et D. 4153-1 : travaux légers pendant les vacances dès 14 ans, apprentissage dès 15', 0),
    ('situation.age_ecole', '2000-01-01', '2', 'ans', 'Code de l’éducation, art. L. 113-1 : école maternelle dès deux ans', 0);
