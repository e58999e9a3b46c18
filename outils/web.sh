#!/bin/sh
# Style sheet of Bootstrap and tools of the browser journeys, from package-lock.json; what the program embeds is copied
# to construction/web/. Does nothing when nothing changed.
#     outils/web.sh               everything
#     outils/web.sh --programme   only what the program embeds (no playwright, no axe)
set -eu
cd "$(dirname "$0")/.."

mkdir -p construction/web node_modules
exec 9>construction/web/.verrou
flock 9 # several build folders may ask at the same time

empreinte=$(cat package.json package-lock.json | sha256sum | cut -d' ' -f1)
a_jour() { [ -e construction/web/bootstrap.min.css ] && [ "$(cat "node_modules/$1" 2>/dev/null || true)" = "$empreinte" ]; }

a_jour .complet && exit 0
temoin=.complet
omis=""
if [ "${1:-}" = "--programme" ]; then
    a_jour .programme && exit 0
    temoin=.programme
    omis="--omit=dev"
fi

# shellcheck disable=SC2086
npm ci --ignore-scripts --loglevel=error $omis >/dev/null
# The map of the sheet is not embedded: its mention would only make browsers ask for it.
sed '/^\/\*# sourceMappingURL/d' node_modules/bootstrap/dist/css/bootstrap.min.css >construction/web/bootstrap.tmp
mv construction/web/bootstrap.tmp construction/web/bootstrap.min.css
printf '%s' "$empreinte" >"node_modules/$temoin"
