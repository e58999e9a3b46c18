// A day of meetings at once: N leaders type a decision every ten seconds in as many GPDS, M readers open pages.
//     node bench/reunions.mjs --port 8080 --donnees donnees [--agents 60] [--lecteurs 600] [--duree 60] [--dossiers 200] [--json fichier]
// The server runs on a fictitious académie (raccroche demonstration --taille bassin). First alone, one at a time: the
// agenda of a PSAD of --dossiers files and a decision; then all together. Latency is counted from the moment a request
// was due. Processor time of the program is printed beside: on a shared machine it is the figure to compare.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';

const options = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((o) => o.trim().split(/\s+/)));
const port = Number(options.port ?? 8080), agents = Number(options.agents ?? 60), lecteurs = Number(options.lecteurs ?? 600);
const duree = Number(options.duree ?? 60), voulus = Number(options.dossiers ?? 200), periode = 10_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });

function demander(methode, chemin, cookie = '', champs) {
  const corps = champs && new URLSearchParams(champs).toString();
  return new Promise((resolve, rejette) => {
    const requete = http.request({ port, agent, method: methode, path: chemin, headers: { cookie, 'accept-encoding': 'gzip', ...(corps !== undefined ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(corps) } : {}) } }, (reponse) => {
      const morceaux = [];
      reponse.on('data', (m) => morceaux.push(m));
      reponse.on('end', () => resolve({ statut: reponse.statusCode, entetes: reponse.headers, octets: morceaux.reduce((s, m) => s + m.length, 0), corps: Buffer.concat(morceaux) }));
    });
    requete.on('error', rejette);
    requete.end(corps);
  });
}
async function lire(chemin, cookie = '') {
  const r = await new Promise((resolve, rejette) => http.get({ port, path: chemin, headers: { cookie } }, (reponse) => {
    let texte = '';
    reponse.setEncoding('utf8').on('data', (m) => { texte += m; }).on('end', () => resolve({ statut: reponse.statusCode, texte }));
  }).on('error', rejette));
  if (r.statut !== 200) throw new Error(`${chemin} : ${r.statut}`);
  return r.texte;
}
const jeton = (page) => /name="csrf" value="([^"]+)"/.exec(page)?.[1];

async function connexion(role) {
  const [, courriel, mot_de_passe] = fs.readFileSync(`${options.donnees ?? 'donnees'}/comptes.csv`, 'utf8').split('\n').find((l) => l.startsWith(`${role},`)).split(',');
  const reponse = await demander('POST', '/connexion', '', { courriel, mot_de_passe, csrf: jeton(await lire('/connexion')) ?? '' });
  const cookie = (reponse.entetes['set-cookie'] ?? []).map((c) => c.split(';')[0]).find((c) => c.startsWith('session='));
  if (!cookie) throw new Error(`connexion refusée (${reponse.statut})`);
  return { role, cookie, csrf: jeton(await lire('/', cookie)) };
}
const poster = (qui, chemin, champs = {}) => demander('POST', chemin, qui.cookie, { csrf: qui.csrf, ...champs });
const jour = (d) => `${String(d.getDate()).padStart(2, '0')}/${String(d.getMonth() + 1).padStart(2, '0')}/${d.getFullYear()}`;

async function reunion(qui, genre, terrain, heure, minutes) {
  const r = await poster(qui, `/reunions/nouvelle/${genre}`, { terrain, jour: jour(new Date()), heure, duree: minutes, lieu: 'Salle', rythme: 'seule', titre: `Mesure ${Date.now() % 1e6} ${heure}` });
  const id = /^\/reunions\/(\d+)/.exec(r.entetes.location ?? '')?.[1];
  if (!id) throw new Error(`réunion ${genre} refusée (${r.statut})`);
  await poster(qui, `/reunions/${id}/remplissage`);
  for (let reste = [...(await lire(`/reunions/${id}/attente`, qui.cookie)).matchAll(/name="jeune" value="(\d+)"/g)].map((m) => m[1]), i = 0; i < Math.min(reste.length, genre === 'psad' ? voulus : 3); ++i)
    await poster(qui, `/reunions/${id}/dossiers`, { jeune: reste[i] });
  await poster(qui, `/reunions/${id}/ouverture`);
  const page = await lire(`/reunions/${id}`, qui.cookie);
  const points = [...new Set([...page.matchAll(new RegExp(`/reunions/${id}/points/(\\d+)"`, 'g'))].map((m) => m[1]))];
  const qui_ = points.length ? /name="qui".*?value="(\d+)"/s.exec(await lire(`/reunions/${id}/points/${points[0]}`, qui.cookie))?.[1] : undefined;
  return { id, points, membre: qui_ };
}
const terrains = async (qui, genre) => [.../<select[^>]*name="terrain".*?<\/select>/s.exec(await lire(`/reunions/nouvelle/${genre}`, qui.cookie))[0].matchAll(/value="(\d+)"/g)].map((m) => m[1]);
let numero = 0;
const decider = (qui, r, i) => poster(qui, `/reunions/${r.id}/points/${r.points[i % r.points.length]}/decisions`, { quoi: `Joindre la famille ${i}`, qui: r.membre, quand: '+8', lecteurs_decision: 'equipe', saisie: `m-${process.pid}-${++numero}` });

const rang = (tries, p) => tries[Math.min(tries.length - 1, Math.floor(tries.length * p))];
function bilan(nom, durees) {
  const tries = [...durees].sort((a, b) => a - b);
  return { nom, requetes: tries.length, p50: +rang(tries, 0.5).toFixed(1), p95: +rang(tries, 0.95).toFixed(1), p99: +rang(tries, 0.99).toFixed(1), max: +tries.at(-1).toFixed(1) };
}
const pid = fs.readdirSync('/proc').filter((p) => /^\d+$/.test(p)).find((p) => { try { return fs.readFileSync(`/proc/${p}/cmdline`, 'utf8').split('\0').join(' ').match(new RegExp(`raccroche servir.*--port ${port} `)); } catch { return false; } });
const processeur = () => { if (!pid) return NaN; const champs = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' '); return (Number(champs[11]) + Number(champs[12])) * 10; };
async function chrono(nom, n, faire) {
  const durees = [], avant = processeur();
  for (let i = 0; i < n; ++i) {
    const t = performance.now();
    const r = await faire(i);
    if (r.statut >= 400) throw new Error(`${nom} : ${r.statut}`);
    durees.push(performance.now() - t);
  }
  return { ...bilan(nom, durees), processeur_ms: +((processeur() - avant) / n).toFixed(1) };
}

const chef = await connexion('coordonnateur');
const resultats = [];
const psad = await reunion(chef, 'psad', (await terrains(chef, 'psad'))[0], '08:00', 600);
console.log(`PSAD : ${psad.points.length} dossiers à l’ordre du jour`);
resultats.push(await chrono(`ordre du jour, ${psad.points.length} dossiers, rempli`, 10, () => poster(chef, `/reunions/${psad.id}/remplissage`)));
resultats.push(await chrono(`ordre du jour, ${psad.points.length} dossiers, montré`, 40, () => demander('GET', `/reunions/${psad.id}`, chef.cookie)));
resultats.push(await chrono('relevé, montré', 10, () => demander('GET', `/reunions/${psad.id}/releve`, chef.cookie)));
resultats.push(await chrono('décision enregistrée', 60, (i) => decider(chef, psad, i)));
console.table(resultats);

const lycees = await terrains(chef, 'gpds');
const tenues = [];
for (let i = 0; tenues.length < agents && i < 4 * agents; ++i) {
  const r = await reunion(chef, 'gpds', lycees[i % lycees.length], `${String(9 + Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`, 90);
  if (r.points.length) tenues.push(r);
}
const plumes = [];
for (let i = 0; i < agents; ++i) plumes.push(i < 8 ? await connexion('coordonnateur') : plumes[i % 8]);
const yeux = [];
for (const role of ['coordonnateur', 'directeur_cio', 'mission_locale', 'psad', 'referent_decrochage', 'chef_etablissement', 'cpe']) yeux.push(await connexion(role));
console.log(`${tenues.length} GPDS ouverts, ${agents} personnes y décident, ${lecteurs} lisent, ${duree} s`);

const mesures = { 'décision enregistrée': [], 'réunions, liste': [], 'ordre du jour': [], 'situation': [], 'Ma journée': [] };
let erreurs = 0;
const debut = performance.now() + 500, fin = debut + duree * 1000, avant = processeur();
const attendre = (t) => new Promise((r) => setTimeout(r, Math.max(0, t - performance.now())));
async function rythme(decalage, faire) {
  for (let i = 0, du = debut + decalage; du < fin; ++i, du += periode) {
    await attendre(du);
    faire(i).then(([nom, r]) => { mesures[nom].push(performance.now() - du); if (r.statut >= 500 || r.statut === 409) ++erreurs; }).catch(() => { ++erreurs; });
  }
}
await Promise.all([
  ...tenues.map((r, n) => rythme((n * periode) / tenues.length, async (i) => ['décision enregistrée', await decider(plumes[n % plumes.length], r, i)])),
  ...Array.from({ length: lecteurs }, (_, n) => rythme((n * periode) / lecteurs, async (i) => {
    const r = tenues[n % tenues.length], qui = yeux[n % yeux.length], tour = (n + i) % 4;
    if (tour === 0) return ['réunions, liste', await demander('GET', '/reunions', qui.cookie)];
    if (tour === 1) return ['ordre du jour', await demander('GET', `/reunions/${r.id}`, chef.cookie)];
    if (tour === 2) return ['situation', await demander('GET', `/reunions/${r.id}/points/${r.points[i % r.points.length]}`, chef.cookie)];
    return ['Ma journée', await demander('GET', '/', qui.cookie)];
  })),
]);
await attendre(performance.now() + 2000);
const tous = Object.values(mesures).flat();
const ensemble = [...Object.entries(mesures).filter(([, d]) => d.length).map(([nom, d]) => bilan(nom, d)), bilan('toutes', tous)];
console.table(ensemble);
const charge = os.loadavg()[0].toFixed(1);
console.log(`${(tous.length / duree).toFixed(0)} requêtes par seconde, ${erreurs} erreurs, processeur du programme ${((processeur() - avant) / duree / 10).toFixed(0)} % d’un cœur, charge de la machine ${charge} sur ${os.cpus().length} cœurs`);
if (options.json) fs.writeFileSync(options.json, JSON.stringify({ date: new Date().toISOString(), machine: `${os.cpus()[0].model}, ${os.cpus().length} cœurs`, charge, seul: resultats, ensemble, erreurs }, null, 1));
agent.destroy();
