# Installe ce qui manque à la machine (Debian 12). À inclure (`source`) ; ne demande rien.
# Les paquets sont ceux de la distribution ; les bibliothèques du navigateur viennent de npm (outils/web.sh).

paquets_de_construction=(
    g++ cmake ninja-build ccache mold pkg-config ca-certificates
    libboost1.81-dev libsqlite3-dev libpq-dev libicu-dev libxml2-dev libzip-dev libxlsxwriter-dev
    libsodium-dev liboath-dev nlohmann-json3-dev libcli11-dev libspdlog-dev libfmt-dev zlib1g-dev
    libqrencode-dev libpugixml-dev libical-dev libcurl4-openssl-dev weasyprint
)
paquets_d_essai=(
    libgtest-dev libbenchmark-dev postgresql-15 chromium clang clang-format libclang-rt-14-dev zip curl poppler-utils
)

# paquets_requis NOM… : installe les paquets absents, en une fois.
paquets_requis() {
    local absents=() paquet presents
    presents=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
    for paquet in "$@"; do
        grep -qx -- "$paquet" <<<"$presents" || absents+=("$paquet")
    done
    # node et npm peuvent venir d'ailleurs que de Debian : seule leur présence compte.
    command -v node >/dev/null || absents+=(nodejs)
    command -v npm >/dev/null || absents+=(npm)
    [ "${#absents[@]}" -eq 0 ] && return 0

    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    echo "Installation de ${#absents[@]} paquets Debian : ${absents[*]}"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${absents[@]}" >/dev/null
}
