-- 0095_titre_au_cercle_par_un_relais.sql : qui entre au cercle par un relais : « Fatou DIOP, par un relais », plutôt que « relais ».
update cercle set titre = 'par un relais' where titre = 'relais';
