"""Comparer les mêmes paires, et rien d'autre : DuckDB (poids fixes, deux fils) puis la boucle du moteur (`chaque_paire`, un fil). Secondes CPU.

bench/pairs/memes_paires [élèves]
Les paires sont celles que DuckDB réunit (passes P0 à P7). `preparer` : nettoyer et coder ; `comparer` : noter chaque paire.
"""
import json
import os
import resource
import subprocess
import sys

import duckdb

from duckdb_passes import PASSES, POIDS, niveaux, phon
from mesurer import RACINE, machine


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def main():
    eleves = sys.argv[1]
    dossier = f"{RACINE}/construction/pairs-donnees/N-{eleves}"
    os.makedirs(dossier, exist_ok=True)
    programme = f"{RACINE}/construction/production/raccroche"
    subprocess.run([programme, "donnees", "generer", "--eleves", eleves, "--modele", "N", "--data", f"{RACINE}/data", "-o", dossier],
                   check=True, stdout=subprocess.DEVNULL)
    con = duckdb.connect()
    con.execute("set threads=2")
    debut = cpu()
    for table in "ab":
        con.execute(f"""
            create table brut_{table} as
            select row_number() over () - 1 id, nullif(ine, '') ine, regexp_replace(upper(strip_accents(nom)), '[^A-Z]', ' ', 'g') nom,
                   regexp_replace(upper(strip_accents(prenom)), '[^A-Z]', ' ', 'g') prenom, sexe, date_naissance, code_postal
            from read_csv('{dossier}/{table}.csv', all_varchar=true)""")
        con.execute(f"""
            create table {table} as
            select *, left(date_naissance, 4) annee, substr(date_naissance, 6, 2) mois, right(date_naissance, 2) jour,
                   {phon('nom')} phon_nom, {phon('prenom')} phon_prenom from brut_{table}""")
    prepare = cpu() - debut
    con.execute("create table candidates as " + " union ".join(
        f"select l.id id_a, r.id id_b from (select id, {cle} cle from a) l join (select id, {cle} cle from b) r using (cle)"
        for cle in PASSES.values()))
    avant = cpu()
    con.execute(f"""
        create table notees as select id_a, id_b, {' + '.join(niveaux(c) for c in POIDS)} poids
        from candidates join a l on l.id = id_a join b r on r.id = id_b""")
    compare = cpu() - avant
    for table in "ab":
        con.execute(f"copy (select coalesce(ine, ''), nom, prenom, sexe, date_naissance, code_postal from {table} order by id) "
                    f"to '{dossier}/{table}.tsv' (delimiter '\t', header false, quote '')")
    con.execute(f"copy (select id_a, id_b from candidates order by id_a, id_b) to '{dossier}/paires.tsv' (delimiter '\t', header false)")
    notre = json.loads(subprocess.run([f"{RACINE}/construction/bench/mesure_rapprochement_memes_paires", dossier], check=True,
                                      capture_output=True, text=True).stdout)
    resultat = {
        "fiches": int(eleves), "paires": notre["paires"], "machine": machine(),
        "duckdb": {"preparer": round(prepare, 2), "comparer": round(compare, 2)},
        "raccroche": {"preparer": round(notre["preparer"], 2), "comparer": round(notre["comparer"], 3)},
        "comparer_rapporte_au_notre": round(compare / notre["comparer"], 1),
        "preparer_et_comparer_rapportes": round((prepare + compare) / (notre["preparer"] + notre["comparer"]), 1),
    }
    texte = json.dumps(resultat, indent=1, ensure_ascii=False)
    open(f"{RACINE}/bench/resultats/memes_paires_{eleves}.json", "w", encoding="utf-8").write(texte + "\n")
    print(texte)


main()
