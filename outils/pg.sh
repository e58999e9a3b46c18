# Grappe PostgreSQL privée, dans un dossier temporaire, pour les essais et les mesures. À inclure (`source`).
# pg_demarrer : démarre et exporte RACCROCHE_PG (adresse sans nom de base). pg_arreter : arrête et efface.
pg_demarrer() {
    local bin
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
    PG_DOSSIER=$(mktemp -d)
    PG_BIN=$bin
    PG_COMME=()
    if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuse de tourner en root
        chown postgres "$PG_DOSSIER"
        PG_COMME=(setpriv --reuid=postgres --regid=postgres --init-groups)
    fi
    "${PG_COMME[@]}" "$bin/initdb" -D "$PG_DOSSIER/donnees" -U raccroche --auth=trust --encoding=UTF8 --locale=C >/dev/null
    "${PG_COMME[@]}" "$bin/pg_ctl" -D "$PG_DOSSIER/donnees" -w -l "$PG_DOSSIER/journal" \
        -o "-c listen_addresses='' -k $PG_DOSSIER -c fsync=${PG_FSYNC:-off} -c max_connections=200 -c shared_buffers=${PG_TAMPON:-128MB}" start >/dev/null
    export RACCROCHE_PG="postgresql://raccroche@$(printf %s "$PG_DOSSIER" | sed 's|/|%2F|g')"
}
pg_arreter() {
    [ -n "${PG_DOSSIER:-}" ] || return 0
    "${PG_COMME[@]}" "$PG_BIN/pg_ctl" -D "$PG_DOSSIER/donnees" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$PG_DOSSIER"
    PG_DOSSIER=
    unset RACCROCHE_PG
}
