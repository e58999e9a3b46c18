# À inclure (`source`). construire PRÉRÉGLAGE CIBLE… : configure si besoin et construit, avec la progression.
construire() {
    local prereglage=$1
    shift
    local dossier="construction/$prereglage"
    export CCACHE_DIR="${CCACHE_DIR:-$PWD/construction/ccache}" CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
    if [ ! -e "$dossier/build.ninja" ]; then
        echo "Préparation de la construction ($prereglage)"
        mkdir -p construction
        cmake --preset "$prereglage" >"$dossier.configuration" 2>&1 || { cat "$dossier.configuration" >&2; return 1; }
    fi
    if ! ninja -C "$dossier" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        echo "Construction ($prereglage) : quelques minutes la première fois"
        NINJA_STATUS='  [%f/%t, %es] ' ninja -C "$dossier" "$@"
    fi
}
