# À inclure (`source`). qualite_du_rapprochement PROGRAMME [ÉLÈVES] : la commande telle qu’elle est livrée, sans réglage, sur les jeux
# de référence et sur un pays fictif ; échoue dès qu’un objectif n’est pas tenu.
qualite_du_rapprochement() {
    local programme=$1 eleves=${2:-200000} bilan=0 dossier
    dossier=$(mktemp -d)
    local jeux=data/linkage

    echo "   febrl4 : F1 ≥ 0,9998"
    "$programme" rapprocher $jeux/febrl4/a.csv $jeux/febrl4/b.csv -o "$dossier/liens.csv" >/dev/null &&
        "$programme" donnees evaluer "$dossier/liens.csv" --verite $jeux/febrl4/truth.csv --f1 0.9998 | sed -n 's/^/     /;1,3p' &&
        [ "${PIPESTATUS[0]}" = 0 ] || bilan=1

    echo "   rldata500, dédoublonné : F1 ≥ 0,97"
    "$programme" rapprocher --dedoublonner $jeux/rldata500/records.csv -o "$dossier/groupes.csv" >/dev/null &&
        "$programme" donnees evaluer "$dossier/groupes.csv" --groupes --verite $jeux/rldata500/truth.csv --f1 0.97 | sed -n 's/^/     /;1,3p' &&
        [ "${PIPESTATUS[0]}" = 0 ] || bilan=1

    un_pays N --f1 0.9985 --precision 0.9999 --relecture 0.005 --ece 0.02 || bilan=1
    un_pays D --f1 0.985 --precision 0.999 --ece 0.02 --ece-difficiles 0.03 || bilan=1
    rm -rf "$dossier"
    return $bilan
}

# un_pays MODÈLE OBJECTIFS… : dans $dossier, avec $programme et $eleves de qui appelle.
un_pays() {
    local modele=$1
    shift
    echo "   pays fictif, modèle $modele, $eleves élèves par liste : $*"
    "$programme" donnees generer --modele "$modele" --eleves "$eleves" -o "$dossier/$modele" >/dev/null &&
        "$programme" rapprocher "$dossier/$modele/a.csv" "$dossier/$modele/b.csv" -o "$dossier/liens.csv" >/dev/null || return 1
    "$programme" donnees evaluer "$dossier/liens.csv" --verite "$dossier/$modele/verite.csv" --fiches "$eleves" "$@" | sed -n 's/^/     /;1,6p'
    return "${PIPESTATUS[0]}"
}
