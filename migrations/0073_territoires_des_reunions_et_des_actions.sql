-- Une série de réunions ou une action suit son territoire quand deux territoires n'en font plus qu'un (0040).
insert into reference_de_territoire (nom_table, colonne, avec) values
    ('serie', 'territoire_id', ''),
    ('action_mlds', 'territoire_id', '');
