// The gallery in a real browser, under our CSP: accessibility (axe), narrow screens, and each module.
//     GALERIE=construction/essai/galerie_web node --test src/web/tests/navigateur_test.mjs
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const types = { '.css': 'text/css', '.mjs': 'text/javascript', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' };
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const brouillon = { enregistre: '05/10/2026 à 14 h 05', champs: [['telephone', '0611223344'], ['issue', 'apprentissage']] };
const options = '<li role="option" aria-selected="false" data-lien="/connexion.html">DIALLO Awa</li><li role="option" aria-selected="false" data-lien="/large.html">DIALLO Moussa</li>';
const progres = (fini) => `<div class="progres" data-ici="/large.html" ${fini}><progress max="30000" value="20000"></progress><p class="progres-etat">20 000</p></div>`;
const reponses = {
  'GET /brouillons/entretien': () => JSON.stringify(brouillon),
  'GET /mots-sensibles': () => JSON.stringify([{ mot: 'fainéant', conseil: 'Décrivez ce qui a été observé.' }]),
  'GET /recherche/suggestions': () => options,
  'GET /taches/4': () => progres(travail_fini ? 'data-fini' : ''),
  'POST /decisions': () => 'ok',
  'POST /entretiens': () => 'ok',
};
let dossier, serveur, navigateur, base, recu = [], travail_fini = false;

/// A page of the gallery; ?fin=n: the session ends in n seconds; ?neuf: as if nothing had been refused.
function fichier(url) {
  const nom = path.join(dossier, path.normalize(url.pathname));
  if (!fs.existsSync(nom) || !fs.statSync(nom).isFile()) return null;
  if (!nom.endsWith('.html')) return fs.readFileSync(nom);
  let html = fs.readFileSync(nom, 'utf8');
  if (url.searchParams.has('fin')) html = html.replace('data-fin-de-session="1800"', `data-fin-de-session="${url.searchParams.get('fin')}"`);
  if (url.searchParams.has('neuf')) html = html.replaceAll('en-erreur', '').replace('id="erreurs"', '');
  return html;
}

async function repondre(requete, reponse) {
  const url = new URL(requete.url, 'http://galerie');
  const cle = `${requete.method} ${url.pathname}`;
  let corps = '';
  for await (const morceau of requete) corps += morceau;
  if (requete.method === 'POST') recu.push([url.pathname, corps]);
  const contenu = reponses[cle]?.() ?? (requete.method === 'GET' ? fichier(url) : null);
  reponse.writeHead(contenu !== null ? 200 : requete.method === 'POST' ? 204 : 404,
    { 'Content-Security-Policy': csp, 'Content-Type': types[path.extname(url.pathname)] ?? 'text/html; charset=utf-8' });
  reponse.end(contenu ?? undefined);
}

before(async () => {
  dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'galerie-'));
  execFileSync(process.env.GALERIE ?? 'construction/essai/galerie_web', [dossier]);
  serveur = http.createServer(repondre).listen(0);
  base = `http://localhost:${serveur.address().port}/`;
  navigateur = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking'] });
});
afterEach(async () => {
  for (const contexte of navigateur.contexts()) await contexte.close();
});
after(async () => {
  await navigateur?.close();
  serveur?.closeAllConnections();
  serveur?.close();
  fs.rmSync(dossier, { recursive: true });
});

async function ouvrir(adresse, choix = {}) {
  const contexte = await navigateur.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...choix });
  const page = await contexte.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (e) => { throw e; });
  recu = [];
  await page.goto(base + adresse);
  return page;
}
const actif = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

for (const colorScheme of ['light', 'dark'])
  for (const width of [1280, 640, 320])
    test(`sans défaut d’accessibilité ni débordement, ${colorScheme}, ${width} pixels`, async () => {
      for (const nom of ['index', 'large', 'connexion']) {
        const page = await ouvrir(`${nom}.html`, { colorScheme, viewport: { width, height: 800 } });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, nom);
        await page.evaluate(fs.readFileSync(axe, 'utf8'));
        const { violations } = await page.evaluate(() => axe.run());
        assert.deepEqual(violations.map((v) => [v.id, v.nodes[0].html]), [], nom);
        await page.context().close();
      }
    });

test('la première touche mène au contenu', async () => {
  const page = await ouvrir('large.html');
  await page.keyboard.press('Tab');
  assert.equal(await actif(page), 'Aller au contenu');
  await page.keyboard.press('Enter');
  assert.equal(await actif(page), 'contenu');
});

test('un formulaire refusé montre d’abord son résumé', async () => {
  assert.equal(await actif(await ouvrir('index.html')), 'erreurs');
});

test('l’apparence change aussitôt et se retient', async () => {
  const page = await ouvrir('large.html');
  const fond = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const clair = await fond();
  await page.getByRole('button', { name: 'Sombre' }).click();
  assert.notEqual(await fond(), clair);
  assert.match(await page.evaluate(() => document.cookie), /apparence=sombre/);
});

test('la recherche suggère, au clavier', async () => {
  const page = await ouvrir('large.html');
  const champ = page.getByRole('combobox', { name: /Rechercher un jeune/ });
  await champ.pressSequentially('dia');
  await page.getByRole('option').first().waitFor();
  await champ.press('ArrowDown');
  assert.equal(await champ.getAttribute('aria-activedescendant'), 'suggestion-0');
  await champ.press('Escape');
  assert.equal(await page.getByRole('option').count(), 0);
  await champ.pressSequentially('l');
  await page.getByRole('option').first().waitFor();
  await champ.press('ArrowDown');
  await champ.press('Enter');
  await page.waitForURL('**/connexion.html');
});

test('le brouillon se garde et se reprend', async () => {
  const page = await ouvrir('index.html?neuf');
  await page.getByRole('button', { name: 'Reprendre cette saisie' }).click();
  assert.equal(await page.getByLabel('Téléphone').inputValue(), '0611223344');
  assert.ok(await page.getByRole('radio', { name: 'Contrat' }).isChecked());
  await page.getByLabel('Ce qui s’est dit').fill('Un fainéant, dit-on.');
  await page.getByText('Décrivez ce qui a été observé.').waitFor();
  await page.getByText('Brouillon gardé').waitFor();
  const [, corps] = recu.find(([adresse]) => adresse === '/brouillons/entretien');
  assert.match(corps, /recit=Un/);
  assert.match(corps, /csrf=exemple/);
});

test('enregistrer dans la foulée ne laisse pas de brouillon', async () => {
  const page = await ouvrir('index.html?neuf');
  await page.getByLabel('Ce qui s’est dit').fill('Veut un CAP.');
  await Promise.all([page.waitForURL('**/entretiens'), page.getByRole('button', { name: 'Enregistrer l’entretien' }).click()]);
  await page.waitForTimeout(200);
  assert.deepEqual(recu.filter(([adresse]) => adresse.startsWith('/brouillons')), []);
});

test('le calendrier écrit le jour comme on le tape', async () => {
  const page = await ouvrir('index.html');
  await page.evaluate(() => {
    const calendrier = document.querySelector('input[type=date]');
    calendrier.value = '2026-10-07';
    calendrier.dispatchEvent(new Event('change'));
  });
  assert.equal(await page.getByLabel('Jour de l’entretien').inputValue(), '07/10/2026');
});

test('tout sélectionner compte les lignes', async () => {
  const page = await ouvrir('index.html');
  await page.getByLabel('Tout sélectionner').check();
  await page.getByText('4 lignes choisies').waitFor();
  await page.getByLabel('Sélectionner DIALLO Awa').uncheck();
  await page.getByText('3 lignes choisies').waitFor();
});

test('une touche décide, sauf dans un champ', async () => {
  const page = await ouvrir('index.html');
  await page.getByLabel('Téléphone').press('d');
  const decisions = () => recu.filter(([adresse]) => adresse === '/decisions');
  assert.deepEqual(decisions(), []);
  await page.evaluate(() => document.activeElement.blur());
  await Promise.all([page.waitForURL('**/decisions'), page.keyboard.press('d')]);
  assert.deepEqual(decisions(), [['/decisions', 'decision=deux']]);
});

test('copier met le code dans le presse-papiers', async () => {
  const page = await ouvrir('index.html');
  await page.getByRole('button', { name: 'Copier' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '0350029N');
});

test('l’avancement se met à jour puis ouvre la page finie', async () => {
  const page = await ouvrir('index.html');
  await page.getByText('20 000', { exact: true }).waitFor();
  travail_fini = true;
  await page.waitForURL('**/large.html');
  travail_fini = false;
});

test('la fin de session s’annonce et se repousse par une touche', async () => {
  const page = await ouvrir('large.html?fin=100');
  await page.getByText('se termine dans deux minutes').waitFor();
  assert.equal(await actif(page), 'Rester connecté');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.textContent !== 'Rester connecté');
  assert.deepEqual(recu, [['/session', 'csrf=exemple']]);
});

test('la session finie propose de se reconnecter', async () => {
  const page = await ouvrir('large.html?fin=1');
  await page.getByRole('link', { name: 'Se reconnecter' }).waitFor();
});

test('sans JavaScript, rien ne manque à la page', async () => {
  const page = await ouvrir('index.html', { javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Enregistrer l’entretien' }).waitFor();
  await page.getByRole('link', { name: 'Actualiser' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Copier' }).count(), 0);
});
