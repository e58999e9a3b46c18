// Weight of every page of every role, as sent (gzip): what a first visit costs, then each page once the rest is cached.
//     node bench/poids.mjs --port 8080 --donnees donnees [--json fichier]
// Follows the links of each role's pages from its home; addresses that differ by a number count once, the heaviest kept.
import fs from 'node:fs';
import http from 'node:http';

const options = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((o) => o.trim().split(/\s+/)));
const port = Number(options.port ?? 8080);
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
const premiere_visite = 120, page_suivante = 15, exemples = 3, pages_au_plus = 250;

function demander(methode, chemin, { cookie = '', corps, clair = false } = {}) {
  return new Promise((resolve, rejette) => {
    const requete = http.request({ port, agent, method: methode, path: chemin, headers: { cookie, 'accept-encoding': clair ? 'identity' : 'gzip', ...(corps ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(corps) } : {}) } }, (reponse) => {
      const morceaux = [];
      reponse.on('data', (m) => morceaux.push(m));
      reponse.on('end', () => { const tout = Buffer.concat(morceaux); resolve({ statut: reponse.statusCode, entetes: reponse.headers, octets: tout.length, corps: tout }); });
    });
    requete.on('error', rejette);
    requete.end(corps);
  });
}
async function connexion(courriel, mot_de_passe) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await demander('GET', '/connexion', { clair: true })).corps.toString())?.[1];
  const reponse = await demander('POST', '/connexion', { corps: new URLSearchParams({ courriel, mot_de_passe, ...(csrf ? { csrf } : {}) }).toString() });
  return (reponse.entetes['set-cookie'] ?? []).map((c) => c.split(';')[0]).find((c) => c.startsWith('session='));
}
const forme = (chemin) => chemin.split('?')[0].replace(/\d+/g, '{n}');
const ko = (octets) => Math.round(octets / 102.4) / 10;

const resultats = [];
const roles = new Set();
for (const ligne of fs.readFileSync(`${options.donnees ?? 'donnees'}/comptes.csv`, 'utf8').trim().split('\n').slice(1)) {
  const [role, courriel, mot_de_passe] = ligne.split(',');
  if (roles.has(role)) continue;
  roles.add(role);
  const cookie = await connexion(courriel, mot_de_passe);
  if (!cookie) { console.error(`${role} : connexion refusée`); continue; }
  const accueil = (await demander('GET', '/', { cookie, clair: true })).corps.toString();
  const fichiers = [...new Set([...accueil.matchAll(/(?:href|src)="(\/s\/[^"#]+)/g)].map((m) => m[1]))];
  let fixe = 0;
  for (const f of fichiers) fixe += (await demander('GET', f, { cookie })).octets;
  const vues = new Map(), attente = ['/'], connues = new Set(['/']);
  for (let n = 0; attente.length && n < pages_au_plus; ++n) {
    const chemin = attente.shift();
    const page = await demander('GET', chemin, { cookie });
    if (page.statut !== 200 || !/html/.test(page.entetes['content-type'] ?? '')) continue;
    const f = forme(chemin);
    const ancienne = vues.get(f);
    vues.set(f, { fois: (ancienne?.fois ?? 0) + 1, octets: Math.max(page.octets, ancienne?.octets ?? 0), chemin: page.octets > (ancienne?.octets ?? 0) ? chemin : ancienne.chemin });
    const clair = (await demander('GET', chemin, { cookie, clair: true })).corps.toString();
    for (const [, brut] of clair.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const lien = brut.replaceAll('&amp;', '&');
      if (lien.startsWith('/s/') || connues.has(lien) || [...connues].filter((c) => forme(c) === forme(lien)).length >= exemples) continue;
      connues.add(lien);
      attente.push(lien);
    }
  }
  const pages = [...vues].map(([f, v]) => ({ page: f, ko: ko(v.octets), chemin: v.chemin })).sort((a, b) => b.ko - a.ko);
  resultats.push({ role, premiere_visite_ko: ko(fixe + vues.get('/').octets), pages: pages.length, la_plus_lourde: pages[0], trop_lourdes: pages.filter((p) => p.ko > page_suivante) });
}
console.log(JSON.stringify(resultats, null, 1));
const lourde = Math.max(...resultats.map((r) => r.la_plus_lourde.ko)), premiere = Math.max(...resultats.map((r) => r.premiere_visite_ko));
console.log(`première visite : ${premiere} Ko (visé : ${premiere_visite}) ; page suivante la plus lourde : ${lourde} Ko (visé : ${page_suivante})`);
if (options.json) fs.writeFileSync(options.json, JSON.stringify(resultats, null, 1) + '\n');
agent.destroy();
