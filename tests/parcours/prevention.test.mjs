// A teacher says a worry on a telephone; the school decides; the teacher learns it. The living list, by keyboard. Scripts off.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const telephone = { viewport: { width: 360, height: 740 } };

async function bien_fait(page) {
  await sans_defaut_d_accessibilite(page);
  await tient_en_largeur(page);
  assert.deepEqual(page.fautes, []);
}

async function premier_eleve(page) {
  await page.goto('/signalements/nouveau');
  for (const lettre of 'AEIORLMN') {
    await page.getByLabel('Nom, prénom ou classe de l’élève').fill(lettre);
    await page.keyboard.press('Enter');
    const lien = page.locator('main ul a').first();
    await page.waitForLoadState();
    if (await lien.count()) return lien;
  }
  throw new Error('aucun élève');
}

test('signaler au téléphone tient en largeur, sans défaut d’accessibilité, puis l’auteure en apprend la suite', async () => {
  const page = await monde.connecte('enseignant', telephone);
  await (await premier_eleve(page)).click();
  await page.getByRole('heading', { level: 1, name: /^Signaler une inquiétude pour / }).waitFor();
  await bien_fait(page);
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await page.getByRole('link', { name: /Les faits/ }).first().waitFor();
  await bien_fait(page);
  await page.getByLabel(/^Les faits/).fill('Quatre matins sans venir en atelier cette quinzaine.');
  await page.getByLabel('Aujourd’hui').check();
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await page.getByText('Transmise, pas encore lue.').waitFor();
  const titre = await page.locator('h1').innerText();
  const mien = page.url();
  await bien_fait(page);

  const rds = await monde.connecte('referent_decrochage');
  await rds.goto('/');
  await rds.locator('main').getByText('Aujourd’hui').first().waitFor();
  await rds.goto('/prevention');
  await rds.getByRole('link', { name: new RegExp(titre.split(' – ')[1]) }).first().waitFor();
  await bien_fait(rds);
  const situation = rds.getByRole('row', { name: new RegExp(titre.split(' – ')[1]) }).getByRole('link', { name: /Signalée|Examinée|Suivie/ });
  await situation.press('Enter');
  await rds.getByLabel(/^Décision/).fill('La référente le reçoit demain.');
  await rds.getByLabel('Suivie : une réponse est engagée').check();
  await rds.getByLabel('Contact régulier (vert)').check();
  await rds.getByRole('group', { name: 'Réponses engagées' }).getByRole('checkbox').first().check();
  await rds.getByLabel('Réponse à qui a signalé').first().fill('Reçu demain par la référente.');
  await bien_fait(rds);
  await rds.getByRole('button', { name: 'Enregistrer' }).first().click();
  await rds.getByText('Décision enregistrée.').waitFor();

  await page.goto(mien);
  await page.getByText('Reçu demain par la référente.').waitFor();
  await page.context().close();
  await rds.context().close();
});

test('sans JavaScript, au téléphone, le signalement part', async () => {
  const page = await monde.connecte('enseignant');
  const session = await page.context().storageState();
  const nue = await monde.page({ ...telephone, javaScriptEnabled: false, storageState: session });
  await (await premier_eleve(nue)).click();
  await nue.getByLabel(/^Les faits/).fill('Seul à la cantine depuis lundi.');
  await nue.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await nue.getByText('Transmise, pas encore lue.').or(nue.getByText(/Lue le/)).first().waitFor();
  await nue.context().close();
  await page.context().close();
});

test('chaque page de la prévention tient à 360 px et se lit au lecteur d’écran', async () => {
  const page = await monde.connecte('referent_decrochage', telephone);
  await page.goto('/prevention');
  const grille = await page.locator('main tbody tr a[href^="/prevention/eleves/"]').first().getAttribute('href');
  const situation = await page.locator('main tbody tr a[href^="/prevention/"]:not([href*="eleves"])').first().getAttribute('href');
  for (const adresse of ['/prevention', '/prevention/sans-ecrit', '/absences', '/parcours', '/signalements', grille, situation, `${grille}/parcours/nouveau`]) {
    await page.goto(adresse);
    await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
    await bien_fait(page);
  }
  await page.goto('/parcours');
  await page.locator('main tbody tr a').first().click();
  await bien_fait(page);
  await page.context().close();
});
