"""Les passes et les niveaux de notre moteur, écrits en SQL pour DuckDB : ce que coûte le même travail ailleurs.

python duckdb_passes.py DOSSIER liens.csv
Poids fixes (valeurs françaises de référence), sans apprentissage ni fréquences : moins que ce que fait le moteur.
"""
import json
import sys

import duckdb

SONS = [
    ("[^A-Z]", ""), ("PH", "F"), ("QU|K|C([AOU])", "K\\1"), ("SS|SC|C|Z", "S"), ("G([EI])", "J\\1"), ("E?AU", "O"), ("[AE]I|EI", "E"),
    ("AIN|EIN|IN|YN", "2"), ("[AE][NM]", "1"), ("O[NM]", "3"), ("GN", "N"), ("Y", "I"), ("W", "V"), ("H", ""),
    *((lettre * 2, lettre) for lettre in "LNTRMSPFDGBKO"), ("[ESTDXZ]+$", ""),
]

PASSES = {
    "P0": "ine",
    "P1": "phon_nom || '|' || phon_prenom || '|' || date_naissance",
    "P2": "phon_nom || '|' || date_naissance",
    "P3": "phon_prenom || '|' || date_naissance",
    "P4": "phon_nom || '|' || phon_prenom || '|' || left(date_naissance, 4)",
    "P5": "left(nom, 4) || left(prenom, 4) || least(jour, mois) || greatest(jour, mois)",
    "P6": "left(nom, 3) || left(prenom, 3) || date_naissance",
    "P7": "least(nom, prenom) || greatest(nom, prenom) || date_naissance",
}

# Niveaux et poids : log2(m / u), valeurs françaises de référence.
POIDS = {
    "nom": [("l.nom = r.nom", 12.8), ("jaro_winkler_similarity(l.nom, r.nom) >= 0.92", 8.5),
            ("damerau_levenshtein(l.nom, r.nom) <= 1", 8.0), ("l.nom = r.prenom", 9.0), ("contains(l.nom, r.nom) or contains(r.nom, l.nom)", 7.0),
            ("jaro_winkler_similarity(l.nom, r.nom) >= 0.75", 0.5), ("true", -6.0)],
    "prenom": [("l.prenom = r.prenom", 8.5), ("jaro_winkler_similarity(l.prenom, r.prenom) >= 0.92", 5.5),
               ("damerau_levenshtein(l.prenom, r.prenom) <= 1", 5.0), ("l.prenom = r.nom", 7.0),
               ("contains(l.prenom, r.prenom) or contains(r.prenom, l.prenom)", 5.0),
               ("jaro_winkler_similarity(l.prenom, r.prenom) >= 0.75", -1.0), ("true", -6.5)],
    "date_naissance": [("l.date_naissance = r.date_naissance", 11.7), ("l.jour = r.mois and l.mois = r.jour and l.annee = r.annee", 6.0),
                       ("(l.jour = r.jour)::int + (l.mois = r.mois)::int + (l.annee = r.annee)::int = 2", 0.5),
                       ("l.annee = r.annee", -6.0), ("true", -9.0)],
    "ine": [("l.ine = r.ine", 20.0), ("damerau_levenshtein(l.ine, r.ine) <= 1", 12.0), ("true", -4.5)],
    "sexe": [("l.sexe = r.sexe", 1.0), ("true", -9.0)],
    "code_postal": [("l.code_postal = r.code_postal", 8.0), ("true", -3.0)],
}


def niveaux(champ):
    cas = "".join(f" when {test} then {poids}" for test, poids in POIDS[champ])
    return f"case when l.{champ} is null or r.{champ} is null then 0{cas} end"


def phon(colonne):
    for motif, son in SONS:
        colonne = f"regexp_replace({colonne}, '{motif}', '{son}', 'g')"
    return colonne


def main():
    dossier, sortie = sys.argv[1:3]
    con = duckdb.connect()
    con.execute("set threads=2")
    n = {}
    for table in "ab":
        con.execute(f"""
            create table brut_{table} as
            select id, nullif(ine, '') ine, regexp_replace(upper(strip_accents(nom)), '[^A-Z]', ' ', 'g') nom,
                   regexp_replace(upper(strip_accents(prenom)), '[^A-Z]', ' ', 'g') prenom, sexe, date_naissance, code_postal
            from read_csv('{dossier}/{table}.csv', all_varchar=true)""")
        con.execute(f"""
            create table {table} as
            select *, left(date_naissance, 4) annee, substr(date_naissance, 6, 2) mois, right(date_naissance, 2) jour,
                   {phon('nom')} phon_nom, {phon('prenom')} phon_prenom from brut_{table}""")
        n[table] = con.execute(f"select count(*) from {table}").fetchone()[0]
    union = []
    for numero, (nom, cle) in enumerate(PASSES.items()):
        union.append(f"select l.id id_a, r.id id_b from (select id, {cle} cle from a) l join (select id, {cle} cle from b) r using (cle)")
    con.execute("create table candidates as " + " union ".join(union))
    paires = con.execute("select count(*) from candidates").fetchone()[0]
    a_priori = f"log2(0.85 / {max(n.values())}.0)"
    con.execute(f"""
        create table notees as
        select id_a, id_b, {a_priori} + {' + '.join(niveaux(c) for c in POIDS)} poids
        from candidates join a l on l.id = id_a join b r on r.id = id_b""")
    con.execute(f"""
        copy (
            select id_a, id_b, poids, 1 / (1 + pow(2, -poids)) probabilite, case when poids >= 0 then 'lien' else 'douteux' end decision
            from (select *, row_number() over (partition by id_a order by poids desc, id_b) rang_a,
                            row_number() over (partition by id_b order by poids desc, id_a) rang_b from notees where poids > -4)
            where rang_a = 1 and rang_b = 1
        ) to '{sortie}' (header)""")
    print(json.dumps({"paires": paires}))


if __name__ == "__main__":
    main()
