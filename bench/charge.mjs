// Mixed load at a steady rate, from a second process on the same machine: p50, p99, requests a second, memory.
//     node bench/charge.mjs --port 8080 --donnees donnees [--debit 100] [--duree 30] [--profil 100] [--json fichier]
// The server must be running on a fictitious académie (./outils/demarrer --taille academie). Latency is counted from
// the moment a request was due, so that a server that falls behind cannot hide it. --profil N: first N requests of each
// kind, one at a time, with the processor time that the program and its database spent: steady on a busy machine.
import fs from 'node:fs';
import http from 'node:http';
import { execFileSync } from 'node:child_process';
import os from 'node:os';

const options = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((o) => o.trim().split(/\s+/)));
const port = Number(options.port ?? 8080);
const debit = Number(options.debit ?? 100);
const duree = Number(options.duree ?? 30);
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function demander(methode, chemin, { cookie = '', corps, entetes = {} } = {}) {
  return new Promise((resolve, rejette) => {
    const requete = http.request({ port, agent, method: methode, path: chemin, headers: { cookie, 'accept-encoding': 'gzip', ...(corps ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(corps) } : {}), ...entetes } }, (reponse) => {
      const morceaux = [];
      reponse.on('data', (m) => morceaux.push(m));
      reponse.on('end', () => resolve({ statut: reponse.statusCode, entetes: reponse.headers, octets: morceaux.reduce((s, m) => s + m.length, 0), corps: Buffer.concat(morceaux) }));
    });
    requete.on('error', rejette);
    requete.end(corps);
  });
}
const lire = async (chemin, cookie) => (await demander('GET', chemin, { cookie, entetes: { 'accept-encoding': 'identity' } })).corps.toString();
const jeton = (page) => /name="csrf" value="([^"]+)"/.exec(page)?.[1];

async function connexion(role) {
  const [, courriel, mot_de_passe] = fs.readFileSync(`${options.donnees ?? 'donnees'}/comptes.csv`, 'utf8').split('\n').find((l) => l.startsWith(`${role},`)).split(',');
  const page = await demander('GET', '/connexion', { entetes: { 'accept-encoding': 'identity' } });
  const champs = new URLSearchParams({ courriel, mot_de_passe });
  const csrf = jeton(page.corps.toString());
  if (csrf) champs.set('csrf', csrf);
  const reponse = await demander('POST', '/connexion', { corps: champs.toString() });
  const session = (reponse.entetes['set-cookie'] ?? []).map((c) => c.split(';')[0]).find((c) => c.startsWith('session='));
  if (!session) throw new Error(`connexion refusée (${reponse.statut})`);
  return session;
}

// Everyone who opens files, in turn: « --roles coordonnateur » for the heaviest day alone.
const roles = (options.roles ?? 'coordonnateur,referent_decrochage,directeur_cio,mission_locale,psad,chef_etablissement').split(',');
const gens = [];
for (const role of roles) {
  const cookie = await connexion(role);
  const dossiers = [...new Set([...(await lire('/jeunes?par=50', cookie)).matchAll(/href="(\/jeunes\/\d+)"/g)].map((m) => m[1]))];
  if (dossiers.length) gens.push({ role, cookie, dossiers });
}
const cookie = gens[0].cookie;
const liste = await lire('/jeunes?par=50', cookie);
const dossiers = gens[0].dossiers;
const noms = [...liste.matchAll(/href="\/jeunes\/\d+">([^<]+)</g)].map((m) => m[1].split(' ')[0]).filter((n) => n.length > 4);
const faute = (nom, i) => nom.slice(0, 2 + (i % (nom.length - 3))) + nom.slice(3 + (i % (nom.length - 3))); // one letter missing
const csrf = jeton(await lire(`${dossiers[0]}/contacts/nouveau`, cookie));
const poster = (chemin, champs) => demander('POST', chemin, { cookie, corps: new URLSearchParams({ csrf, ...champs }).toString() });

// One file of 500 events, made through the page that a coordinator uses.
const charge = dossiers[0];
const evenements = (await lire(`${charge}?tout=1`, cookie)).match(/<time/g)?.length ?? 0;
for (let i = evenements; i < 500; ++i) {
  const r = await poster(`${charge}/contacts`, { canal: 'telephone', qui: 'jeune', resultat: i % 3 ? 'pas_de_reponse' : 'joint', le: `${String(1 + (i % 28)).padStart(2, '0')}/10/2026`, note: `Appel ${i}`, saisie: `charge-${Date.now()}-${i}` });
  if (r.statut !== 303) throw new Error(`contact refusé (${r.statut})`);
}
const entretien = (i) => ({ jour: '02/11/2026', objet: 'Point de situation (mesure)', resume: 'Reprise du contact, projet discuté, documents remis.', visibilite: 'equipe', visibilite_analyse: 'equipe', version: '0', saisie: `mesure-${Date.now()}-${i}` });
const essai = await poster(`${dossiers[1]}/entretiens/information`, entretien(-1));
if (essai.statut !== 303) throw new Error(`entretien refusé (${essai.statut})`);

const genres = {
  'Ma journée': { part: 25, faire: (i) => demander('GET', '/', { cookie: gens[i % gens.length].cookie }) },
  'liste de 50 filtrée': { part: 20, faire: (i) => demander('GET', '/jeunes?par=50&age=16-17', { cookie: gens[i % gens.length].cookie }) },
  'recherche avec une faute': { part: 20, faire: (i) => demander('GET', `/recherche?q=${encodeURIComponent(faute(noms[i % noms.length], i))}`, { cookie }) },
  'dossier': { part: 15, faire: (i) => { const g = gens[i % gens.length]; return demander('GET', g.dossiers[i % g.dossiers.length], { cookie: g.cookie }); } },
  'dossier de 500 événements': { part: 10, faire: () => demander('GET', charge, { cookie }) },
  'entretien enregistré': { part: 10, faire: (i) => poster(`${dossiers[1 + (i % (dossiers.length - 1))]}/entretiens/information`, entretien(i)) },
};
const mesurer_memoire = (pid) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
const serveur = (() => { try { return execFileSync('pgrep', ['-n', '-f', `raccroche servir.*--port ${port}`], { encoding: 'utf8' }).trim(); } catch { return null; /* another machine */ } })();
/// Processor time of the program and of PostgreSQL's own processes serving it, in ms.
function processeur() {
  const pids = [serveur, ...fs.readdirSync('/proc').filter((p) => /^\d+$/.test(p) && lire_proc(p, 'cmdline').startsWith('postgres: raccroche raccroche'))];
  return pids.reduce((somme, p) => { const c = lire_proc(p, 'stat').split(') ')[1]?.split(' '); return somme + (c ? (Number(c[11]) + Number(c[12])) * 10 : 0); }, 0);
}
function lire_proc(pid, fichier) { try { return fs.readFileSync(`/proc/${pid}/${fichier}`, 'utf8'); } catch { return ''; } }

const centile = (liste, c) => { const t = [...liste].sort((a, b) => a - b); return t.length ? Number(t[Math.min(t.length - 1, Math.floor(t.length * c))].toFixed(1)) : null; };
const profil = {};
for (const [nom, g] of options.profil ? Object.entries(genres) : []) {
  const temps = [];
  for (let i = 0; i < 12; ++i) await g.faire(i); // each role once: nothing is measured cold
  const avant = processeur();
  for (let i = 0; i < Number(options.profil); ++i) { const d = performance.now(); await g.faire(i); temps.push(performance.now() - d); }
  profil[nom] = { p50: centile(temps, 0.5), p99: centile(temps, 0.99), processeur_ms: Number(((processeur() - avant) / temps.length).toFixed(2)) };
}

const tirage = Object.entries(genres).flatMap(([nom, g]) => Array(g.part).fill(nom));
const mesures = Object.fromEntries(Object.keys(genres).map((nom) => [nom, []]));
let rates = 0;

const processeur_avant = processeur();
const depart = performance.now();
const attendus = [];
for (let i = 0; i < debit * duree; ++i) {
  const du = depart + (i * 1000) / debit;
  const attente = du - performance.now();
  if (attente > 1) await new Promise((r) => setTimeout(r, attente));
  const nom = tirage[(i * 37) % tirage.length];
  attendus.push(genres[nom].faire(i).then((r) => {
    mesures[nom].push(performance.now() - du);
    if (r.statut >= 400) ++rates;
  }, () => ++rates));
}
await Promise.all(attendus);
const ecoule = (performance.now() - depart) / 1000;
const tout = Object.values(mesures).flat();

const resultat = { date: new Date().toISOString(), machine: `${os.cpus().length} cœurs, ${os.cpus()[0].model}`, charge: os.loadavg()[0], roles: gens.map((g) => g.role), debit_demande: debit, debit_obtenu: Number((tout.length / ecoule).toFixed(1)), echecs: rates, memoire_mo: serveur ? mesurer_memoire(serveur) : null, processeur_ms_par_requete: serveur ? Number(((processeur() - processeur_avant) / tout.length).toFixed(2)) : null,
  global: { p50: centile(tout, 0.5), p99: centile(tout, 0.99) },
  ...(options.profil ? { profil } : {}),
  par_genre: Object.fromEntries(Object.entries(mesures).map(([nom, l]) => [nom, { n: l.length, p50: centile(l, 0.5), p99: centile(l, 0.99) }])) };
console.log(JSON.stringify(resultat, null, 2));
if (options.json) fs.writeFileSync(options.json, JSON.stringify(resultat, null, 2) + '\n');
agent.destroy();
