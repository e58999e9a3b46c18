"""Splink sur un jeu : réglages de l'exemple de sa documentation, résultat dans le format de nos liens.

python splink_pairs.py febrl4|rldata500|pays DOSSIER liens.csv
"""
import sys

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def lire(chemin):
    return pd.read_csv(chemin, dtype=str, keep_default_na=True)


def febrl4(dossier):
    """Modèle détaillé de l'exemple « Linking the febrl4 datasets »."""
    return {
        "tables": [lire(f"{dossier}/a.csv"), lire(f"{dossier}/b.csv")],
        "type": "link_only",
        "blocage": [
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        "comparaisons": [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
        "sures": [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        "rappel": 0.8,
        "paires_u": 1e6,
        "em": [block_on("date_of_birth"), block_on("postcode")],
    }


def rldata500(dossier):
    """Forme de l'exemple de dédoublonnage (fake_1000) : noms, date de naissance, fréquences."""
    table = lire(f"{dossier}/records.csv")
    table["naissance"] = table["by"] + "-" + table["bm"].str.zfill(2) + "-" + table["bd"].str.zfill(2)
    return {
        "tables": [table],
        "type": "dedupe_only",
        "blocage": [block_on("fname_c1"), block_on("lname_c1"), block_on("naissance"), block_on("by", "bm"), block_on("bm", "bd")],
        "comparaisons": [
            cl.NameComparison("fname_c1").configure(term_frequency_adjustments=True),
            cl.NameComparison("lname_c1").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("naissance", input_is_string=True, datetime_format="%Y-%m-%d"),
        ],
        "sures": [block_on("fname_c1", "lname_c1"), block_on("lname_c1", "naissance")],
        "rappel": 0.7,
        "paires_u": 1e6,
        "em": [block_on("naissance"), block_on("lname_c1")],
    }


def pays(dossier):
    """Élèves fictifs : même forme que l'exemple détaillé, sur nos colonnes."""
    return {
        "tables": [lire(f"{dossier}/a.csv"), lire(f"{dossier}/b.csv")],
        "type": "link_only",
        "blocage": [
            block_on("ine"),
            block_on("nom", "prenom"),
            "l.nom = r.prenom and l.prenom = r.nom",
            block_on("nom", "date_naissance"),
            block_on("prenom", "date_naissance"),
            block_on("code_postal", "date_naissance"),
            block_on("nom", "code_postal"),
        ],
        "comparaisons": [
            cl.NameComparison("nom").configure(term_frequency_adjustments=True),
            cl.NameComparison("prenom").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_naissance", input_is_string=True, datetime_format="%Y-%m-%d"),
            cl.ExactMatch("sexe"),
            cl.DamerauLevenshteinAtThresholds("ine", [1, 2]),
            cl.ExactMatch("code_postal").configure(term_frequency_adjustments=True),
        ],
        "sures": [block_on("ine"), block_on("nom", "prenom", "date_naissance")],
        "rappel": 0.9,
        "paires_u": 1e7,
        "em": [block_on("date_naissance", "sexe"), block_on("nom", "prenom")],
    }


def apparier(jeu, dossier, sortie):
    d = {"febrl4": febrl4, "rldata500": rldata500, "pays": pays}[jeu](dossier)
    api = DuckDBAPI()
    api.duckdb_con.execute("set threads=2")
    api.duckdb_con.execute("set memory_limit='10GB'")  # la machine est partagée
    api.duckdb_con.execute(f"set temp_directory='{sortie}.provisoire'")
    linker = Linker(
        [api.register(t) for t in d["tables"]],
        SettingsCreator(
            unique_id_column_name="id",
            link_type=d["type"],
            blocking_rules_to_generate_predictions=d["blocage"],
            comparisons=d["comparaisons"],
        ),
        log_level=30,
    )
    linker.training.estimate_probability_two_random_records_match(d["sures"], recall=d["rappel"])
    linker.training.estimate_u_using_random_sampling(max_pairs=d["paires_u"], seed=1)
    for regle in d["em"]:
        linker.training.estimate_parameters_using_expectation_maximisation(regle, estimate_without_term_frequencies=True)
    predictions = linker.inference.predict(threshold_match_probability=0.05)
    paires = api.duckdb_con.execute(
        f"select id_l, id_r, match_weight, match_probability from {predictions.physical_name}"
    ).df()
    paires.columns = ["id_a", "id_b", "poids", "probabilite"]
    return d["type"], paires


def un_a_un(paires):
    """Le meilleur des deux côtés : ce que notre moteur rend, pour comparer à égalité."""
    paires = paires.sort_values(["poids", "id_a", "id_b"], ascending=[False, True, True])
    pris_a, pris_b, gardees = set(), set(), []
    for ligne in paires.itertuples():
        if ligne.id_a not in pris_a and ligne.id_b not in pris_b:
            pris_a.add(ligne.id_a)
            pris_b.add(ligne.id_b)
            gardees.append(ligne.Index)
    return paires.loc[gardees]


def groupes(paires, dossier, seuil):
    parent = {i: i for i in lire(f"{dossier}/records.csv")["id"]}

    def racine(i):
        while parent[i] != i:
            i = parent[i]
        return i

    for p in paires[paires.probabilite >= seuil].itertuples():
        parent[racine(p.id_a)] = racine(p.id_b)
    return pd.DataFrame({"id": list(parent), "groupe": [racine(i) for i in parent]})


def main():
    jeu, dossier, sortie = sys.argv[1:4]
    genre, paires = apparier(jeu, dossier, sortie)
    if genre == "dedupe_only":
        groupes(paires, dossier, 0.95).to_csv(sortie, index=False)
        return
    paires = un_a_un(paires)
    paires["decision"] = ["lien" if p >= 0.5 else "douteux" for p in paires.probabilite]
    paires.to_csv(sortie, index=False)


main()
