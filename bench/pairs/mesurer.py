"""Notre moteur et ses pairs, dans la même séance, sur les mêmes fichiers : secondes CPU des processus, pic de mémoire, qualité.

bench/pairs/lancer febrl4|rldata500|N|D [élèves]   (prépare l'environnement, puis appelle ce programme)
La machine est partagée : l'horloge ne dit rien, les secondes CPU si. Le résultat est gardé dans bench/resultats.
"""
import json
import os
import platform
import subprocess
import sys
import time

RACINE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAMME = os.environ.get("RACCROCHE", f"{RACINE}/construction/production/raccroche")
ICI = os.path.dirname(os.path.abspath(__file__))


def lancer(*commande):
    """CPU et mémoire d'un seul enfant : wait4 rend son compte à lui."""
    debut = time.time()
    with subprocess.Popen(commande, stdout=subprocess.PIPE, text=True) as enfant:
        sortie = enfant.stdout.read()
        _, etat, usage = os.wait4(enfant.pid, 0)
        enfant.returncode = os.waitstatus_to_exitcode(etat)
    if enfant.returncode != 0:
        sys.exit(f"Échec ({enfant.returncode}) : {' '.join(commande)}")
    return sortie, {
        "secondes_cpu": round(usage.ru_utime + usage.ru_stime, 2),
        "secondes": round(time.time() - debut, 2),
        "pic_memoire_mo": usage.ru_maxrss // 1024,
    }


def evaluer(liens, verite, *suite):
    sortie, _ = lancer(PROGRAMME, "donnees", "evaluer", liens, "--verite", verite, "--json", *suite)
    e = json.loads(sortie)
    return {c: e[c] for c in ("f1", "precision", "rappel", "rappel_relu", "ece", "ece_non_evidentes", "liens", "douteux", "a_relire")}


def machine():
    modele = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    memoire = int(open("/proc/meminfo").readline().split()[1]) // 1024
    return {"processeur": modele, "coeurs": os.cpu_count(), "memoire_mo": memoire, "charge": os.getloadavg()[0], "partagee": True}


def main():
    jeu = sys.argv[1]
    eleves = sys.argv[2] if len(sys.argv) > 2 else "1000000"
    pairs = sys.argv[3].split(",") if len(sys.argv) > 3 else ["splink", "duckdb"]
    travail = f"{RACINE}/construction/pairs-donnees/{jeu}-{eleves}"
    os.makedirs(travail, exist_ok=True)
    python = f"{RACINE}/construction/pairs/bin/python"
    fictif = jeu in "ND"
    seul = jeu == "rldata500"
    donnees = travail if fictif else f"{RACINE}/data/linkage/{jeu}"
    if fictif:
        lancer(PROGRAMME, "donnees", "generer", "--eleves", eleves, "--modele", jeu, "--data", f"{RACINE}/data", "-o", travail)
    verite = f"{donnees}/{'verite' if fictif else 'truth'}.csv"
    suite = ["--groupes"] if seul else []
    entree = ["--dedoublonner", f"{donnees}/records.csv"] if seul else [f"{donnees}/a.csv", f"{donnees}/b.csv"]
    mesures = {}

    sortie, mesures["raccroche"] = lancer(PROGRAMME, "rapprocher", *entree, "-o", f"{travail}/raccroche.csv", "--json")
    rendu = json.loads(sortie)
    mesures["raccroche"]["paires"] = sum(p["paires"] for p in rendu["passes"])
    if "splink" in pairs:
        _, mesures["splink"] = lancer(python, f"{ICI}/splink_pairs.py", "pays" if fictif else jeu, donnees, f"{travail}/splink.csv")
    if "duckdb" in pairs and fictif:
        sortie, mesures["duckdb"] = lancer(python, f"{ICI}/duckdb_passes.py", donnees, f"{travail}/duckdb.csv")
        mesures["duckdb"] |= json.loads(sortie)
    for nom in mesures:
        mesures[nom]["qualite"] = evaluer(f"{travail}/{nom}.csv", verite, *suite)
        if nom != "raccroche":
            mesures[nom]["cpu_rapporte_au_notre"] = round(mesures[nom]["secondes_cpu"] / mesures["raccroche"]["secondes_cpu"], 1)
    if "paires" in mesures.get("duckdb", {}):
        par_paire = {n: mesures[n]["secondes_cpu"] / max(1, mesures[n]["paires"]) * 1e6 for n in ("raccroche", "duckdb")}
        mesures["microsecondes_cpu_par_paire"] = {n: round(x, 3) for n, x in par_paire.items()}
    version = subprocess.run(["git", "-C", RACINE, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    resultat = {"jeu": jeu, "fiches": rendu["fiches_a"], "date": time.strftime("%Y-%m-%d"), "version": version, "machine": machine()} | mesures
    chemin = f"{RACINE}/bench/resultats/pairs_{jeu}{'_' + eleves if fictif else ''}.json"
    with open(chemin, "w") as fichier:
        json.dump(resultat, fichier, indent=1, ensure_ascii=False)
        fichier.write("\n")
    print(json.dumps(resultat, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
