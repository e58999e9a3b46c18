// The coordinator measures the machine: orders, batches, blind reading, return to the sources; keyboard, 360 and 1280 px.
import assert from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const images = process.env.RACCROCHE_IMAGES; // folder where pictures of each page are kept, to look at
let numero = 0;

async function saine(page, nom) {
  for (const largeur of [1280, 360]) {
    await page.setViewportSize({ width: largeur, height: 900 });
    await sans_defaut_d_accessibilite(page);
    await tient_en_largeur(page);
    if (images) await page.screenshot({ path: path.join(images, `${String(++numero).padStart(2, '0')}-${nom}-${largeur}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(page.fautes, []);
}
const suit = (page, lien) => Promise.all([page.waitForLoadState('load'), lien.press('Enter')]).then(() => page.waitForLoadState('networkidle'));
const touche = (page, t) => Promise.all([page.waitForNavigation(), page.keyboard.press(t)]);
const campagne = async (page) => {
  await page.goto('/campagnes');
  return page.locator('main tbody th a').first().getAttribute('href');
};

test('l’échantillon se tire, se relit à l’aveugle au clavier, montre ensuite la machine et s’annule', async () => {
  const page = await monde.connecte('coordonnateur');
  const ici = await campagne(page);
  await page.goto(ici);
  await saine(page, 'campagne');
  await suit(page, page.getByRole('link', { name: 'Mesurer ce que vaut le rapprochement' }));
  await suit(page, page.getByRole('button', { name: 'Tirer l’échantillon' }));
  await page.getByText(/Échantillon tiré/).waitFor();
  await saine(page, 'mesure-vide');
  await suit(page, page.getByRole('link', { name: 'Relire à l’aveugle' }));
  assert.match(page.url(), /relectures\/\d+$/);
  assert.equal(await page.locator('main').getByText(/[Pp]oids|robabilit/).count(), 0);
  await saine(page, 'aveugle');
  const premiere = page.url();
  for (const t of ['m', 'd', 'p', 'e', 'm', 'm']) {
    if (!/relectures/.test(page.url())) break;
    await touche(page, t);
  }
  await page.goto(premiere);
  await suit(page, page.getByRole('link', { name: 'Voir ce qu’en disait la machine' }));
  await page.getByRole('heading', { name: 'Ce qu’en disait la machine' }).waitFor();
  await saine(page, 'aveugle-machine');
  await page.goto(`${ici}/relecture`);
  await saine(page, 'mesure');
  await suit(page, page.getByRole('button', { name: /^Annuler la réponse/ }).first());
  await page.getByText('Réponse annulée').waitFor();
  await page.context().close();
});

test('l’ordre se choisit, un lot se regarde, se confirme avec son nombre et se défait', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto('/rapprochements');
  await saine(page, 'rapprochements');
  await suit(page, page.getByRole('link', { name: 'Les plus ressemblantes' }));
  await page.getByText(/se ressemblent le plus/).waitFor();
  await suit(page, page.getByRole('link', { name: 'Trancher une par une' }));
  assert.match(page.url(), /ordre=ressemblance/);
  await saine(page, 'paire');
  await page.goto('/rapprochements');
  const lot = page.locator('a[href^="/rapprochements/lots/"]').first();
  if (await lot.count() === 0) return page.context().close(); // the fictitious académie may have none
  await suit(page, lot);
  await saine(page, 'lot');
  await suit(page, page.getByRole('link', { name: /^Réunir/ }));
  await saine(page, 'lot-confirmation');
  await suit(page, page.getByRole('button', { name: /^Réunir \d+ paires?/ }));
  await page.getByText(/paires? réunies?/).first().waitFor();
  await saine(page, 'lot-confirme');
  await suit(page, page.getByRole('button', { name: /^Annuler c/ }));
  await page.getByText(/décisions? annulées?/).first().waitFor();
  await page.context().close();
});

test('le retour à une source se lit et s’emporte avec son motif', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto(`${await campagne(page)}/retours`);
  await saine(page, 'retours');
  await suit(page, page.locator('main tbody th a').first());
  await saine(page, 'retour');
  await page.getByLabel('Classeur (XLSX)').check();
  await page.getByLabel(/^Pourquoi ce fichier/).fill('Correction de la base de l’établissement');
  const [fichier] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(fichier.suggestedFilename(), /^retour-source-\d+-.*\.xlsx$/);
  assert.equal(fs.readFileSync(await fichier.path()).subarray(0, 2).toString(), 'PK');
  await page.context().close();
});
