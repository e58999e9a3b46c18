// Power cuts: what was acknowledged is there after kill -9, nothing is there twice.
import assert from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Monde } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

function liste(lignes) {
  const corps = Array.from({ length: lignes }, (_, i) => `Kermoal${i};Prénom${String.fromCharCode(97 + (i % 26))}${i};${String(1 + (i % 28)).padStart(2, '0')}/03/2009;F`);
  return ['Nom;Prénom;Né(e) le;Sexe', ...corps].join('\r\n');
}

test('une échéance enregistrée survit à une coupure', async () => {
  let page = await monde.connecte('coordonnateur');
  await page.goto('/jeunes');
  const dossier = await page.locator('main table tbody a').first().getAttribute('href');
  await page.goto(`${dossier}/echeances/nouvelle`);
  await page.getByLabel('Ce qu’il y a à faire').fill('Relancer après la coupure');
  await page.getByLabel('Pour le').first().fill(new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' }));
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Échéance enregistrée').waitFor();
  await monde.tuer();
  await monde.demarrer();
  page = await monde.connecte('coordonnateur');
  await page.getByText('Relancer après la coupure').waitFor();
  assert.equal(await page.getByText('Relancer après la coupure').count(), 1);
  assert.match(monde.raccroche('journal', 'verifier'), /intact/i);
});

test('une importation coupée en plein travail n’applique rien deux fois', async () => {
  const fichier = path.join(monde.dossier, 'liste.csv');
  fs.writeFileSync(fichier, liste(400));
  const essai = () => { try { return JSON.parse(monde.raccroche('importer', fichier, '--json', '--nature', 'eleves', '--source', 'Liste de la coupure')); } catch (e) { return JSON.parse(e.stdout); } };
  const enfant = (await import('node:child_process')).spawn((await import('./commun.mjs')).programme, ['importer', fichier, '--nature', 'eleves', '--source', 'Liste de la coupure', '--donnees', monde.dossier], { stdio: 'ignore' });
  await new Promise((r) => setTimeout(r, 700));
  enfant.kill('SIGKILL');
  const premier = essai();
  const second = essai();
  assert.equal(premier.lues, 400);
  assert.equal(second.nouvelles + second.mises_a_jour, 0, JSON.stringify({ ...second, lignes: undefined }));
});

const jeton = (html) => /name="csrf" value="([^"]+)"/.exec(html)[1];
const pause = (ms) => new Promise((r) => setTimeout(r, ms));

test('un entretien dit enregistré survit à dix coupures, et renvoyé il n’est pas écrit deux fois', async () => {
  let page = await monde.connecte('coordonnateur');
  await page.goto('/jeunes');
  const dossier = await page.locator('main table tbody a').first().getAttribute('href');
  const enregistrer = async (i) => {
    const csrf = jeton(await (await page.request.get(`${monde.base}${dossier}/entretiens/nouveau/information`)).text());
    return page.request.post(`${monde.base}${dossier}/entretiens/information`, { maxRedirects: 0, form: { csrf, jour: new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' }), objet: `Point numéro ${i} de la coupure`, resume: 'Faits.', visibilite: 'equipe', visibilite_analyse: 'equipe', version: '0', saisie: `coupure-${i}` } });
  };
  const dits = [];
  for (let i = 0; i < 10; ++i) {
    const envoi = enregistrer(i).then((r) => { if (r.status() === 303) dits.push(i); }, () => undefined); // cut off: not acknowledged
    await pause(i * 4);
    if (i % 2 === 0) await envoi;
    await monde.tuer();
    await envoi;
    await monde.demarrer();
    page = await monde.connecte('coordonnateur');
  }
  for (let i = 0; i < 10; ++i) assert.equal((await enregistrer(i)).status(), 303); // the browser sends the form again
  await page.goto(dossier);
  for (let i = 0; i < 10; ++i) assert.equal(await page.locator('#chronologie').getByText(`Point numéro ${i} de la coupure`).count(), 1, `entretien ${i}`);
  assert.ok(dits.length >= 5, `au moins une fois sur deux, la réponse est arrivée avant la coupure (${dits})`);
  assert.match(monde.raccroche('journal', 'verifier'), /intact/i);
});

test('une campagne coupée pendant son calcul reprend seule et donne les mêmes nombres', async () => {
  let page = await monde.connecte('coordonnateur');
  await page.goto('/campagnes');
  const campagne = await page.locator('main a[href^="/campagnes/"]:not([href$="nouvelle"])').first().getAttribute('href');
  const cases = async () => { await page.goto(campagne); return page.locator('main a[href*="/caisses/"]').evaluateAll((liens) => liens.map((l) => (l.closest('tr, li, div') ?? l).innerText)); };
  const calculee = async () => {
    for (let i = 0; i < 100; ++i) {
      const html = await (await page.request.get(monde.base + campagne)).text();
      if (!/progression/.test(html)) return;
      await pause(200);
    }
    assert.fail('la campagne ne finit pas');
  };
  await calculee();
  const avant = await cases();
  assert.ok(avant.length > 2);
  for (const attente of [20, 120, 400]) {
    const csrf = jeton(await (await page.request.get(monde.base + campagne)).text());
    const r = await page.request.post(`${monde.base}${campagne}/calcul`, { maxRedirects: 0, form: { csrf } });
    assert.equal(r.status(), 303);
    await pause(attente);
    await monde.tuer();
    await monde.demarrer();
    page = await monde.connecte('coordonnateur');
    await calculee();
    assert.deepEqual(await cases(), avant);
  }
});

test('une importation confirmée à l’écran puis coupée s’achève au redémarrage, une seule fois', async () => {
  let page = await monde.connecte('coordonnateur');
  const fichier = path.join(monde.dossier, 'confirmee.csv');
  const lettres = (n) => [...String(n).padStart(4, '0')].map((c) => 'abcdefghij'[c]).join('');
  fs.writeFileSync(fichier, liste(600).replace(/\d+;Prénom./g, (m) => `${lettres(parseInt(m, 10))};Ma`).replace(/;Ma(\d+);/g, (_, n) => `;Ma${lettres(n)};`));
  await page.goto('/importations');
  await page.locator('input[type=file]').setInputFiles(fichier);
  await page.getByRole('button', { name: 'Déposer le fichier' }).click();
  const colonnes = page.getByRole('button', { name: 'Lire le fichier ainsi' });
  const appliquer = page.getByRole('link', { name: /^Appliquer 600 lignes/ });
  await colonnes.or(appliquer).first().waitFor();
  if (await colonnes.count()) {
    await page.getByLabel(/^Nature de la liste/).selectOption('eleves');
    await colonnes.click();
  }
  await appliquer.waitFor();
  const ici = new URL(page.url()).pathname;
  await appliquer.click();
  await page.getByRole('button', { name: /^Appliquer 600 lignes/ }).click();
  await page.waitForURL(new RegExp(`${ici}$`));
  for (const attente of [50, 250]) {
    await pause(attente);
    await monde.tuer();
    await monde.demarrer();
  }
  page = await monde.connecte('coordonnateur');
  await page.goto(ici);
  await page.getByText(/^Appliquée le/).waitFor();
  const encore = JSON.parse(monde.raccroche('importer', fichier, '--json'));
  assert.equal(encore.nouvelles + encore.mises_a_jour, 0, JSON.stringify({ ...encore, lignes: undefined }));
  assert.match(monde.raccroche('journal', 'verifier'), /intact/i);
});
