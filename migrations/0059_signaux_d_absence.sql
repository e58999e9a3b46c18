-- 0059_signaux_d_absence.sql : signaux tirés des absences tous motifs (rapprochement.md, partie 2 : S2 et S4) : des règles datées, aucune personne.
insert into parametre (code, du, valeur, unite, source, a_confirmer) values
    ('absence.part', '2014-12-24', '10', '% des demi-journées tenues', 'Proposition (signal S2) : absences tous motifs', 1),
    ('absence.part_lourde', '2014-12-24', '20', '% des demi-journées tenues', 'Proposition (signal S2) : absentéisme lourd', 1),
    ('absence.part_fenetre', '2014-12-24', '42', 'jours', 'Proposition (signal S2) : six semaines glissantes', 1),
    ('absence.hausse', '2014-12-24', '2', 'fois l’habitude de l’élève', 'Proposition (signal S4) : quatre semaines contre les huit d’avant', 1),
    ('absence.hausse_minimum', '2014-12-24', '4', 'demi-journées', 'Proposition (signal S4)', 1);
