// A coordinator in a corridor, telephone in hand: the file opens on the essential, and no table slides sideways.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const telephone = { viewport: { width: 360, height: 740 } };

async function un_dossier(page) {
  await page.goto('/jeunes');
  return page.locator('main tbody tr a').first().getAttribute('href');
}

test('le dossier commence par l’essentiel, tient en quatre écrans, et une section s’ouvre quand on y va', async () => {
  const page = await monde.connecte('coordonnateur', telephone);
  await page.goto(await un_dossier(page));
  const bref = page.getByRole('region', { name: 'En bref' });
  assert.match(await bref.innerText(), /Né\(e\) le[\s\S]*Téléphone[\s\S]*Référent[\s\S]*Obligation de formation/);
  const place = await bref.boundingBox();
  assert.ok(place.y + place.height < telephone.viewport.height, 'sans faire défiler');
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) < 3200);
  const diplomes = page.getByRole('heading', { name: 'Diplômes', exact: true });
  assert.ok(!await diplomes.isVisible());
  await page.getByRole('navigation', { name: 'Dans ce dossier' }).getByRole('link', { name: 'Scolarité' }).click();
  await diplomes.waitFor();
  await sans_defaut_d_accessibilite(page);
  await tient_en_largeur(page);
  assert.deepEqual(page.fautes, []);
  await page.context().close();
});

test('sans JavaScript tout est ouvert ; sur le papier aussi, même ce qu’on a replié', async () => {
  const page = await monde.connecte('coordonnateur', telephone);
  const adresse = await un_dossier(page);
  const session = await page.context().storageState();
  const nue = await monde.page({ ...telephone, javaScriptEnabled: false, storageState: session });
  await nue.goto(adresse);
  assert.ok(await nue.getByRole('heading', { name: 'Diplômes', exact: true }).isVisible());
  await nue.locator('#scolarite > details > summary').click();
  assert.ok(!await nue.getByRole('heading', { name: 'Diplômes', exact: true }).isVisible());
  await nue.emulateMedia({ media: 'print' });
  assert.ok(await nue.getByRole('heading', { name: 'Diplômes', exact: true }).isVisible());
  await nue.context().close();
  await page.context().close();
});

test('aucun tableau ne glisse de côté ; empilé, il reste un tableau dont chaque valeur porte sa colonne', async () => {
  const page = await monde.connecte('coordonnateur', telephone);
  const adresses = await page.evaluate(() => [...document.querySelectorAll('nav a[href^="/"]')].map((a) => a.getAttribute('href')));
  for (const adresse of new Set([...adresses, await un_dossier(page)])) {
    await page.goto(adresse);
    await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
    const glissent = await page.evaluate(() => [...document.querySelectorAll('.tableau')]
      .filter((t) => t.scrollWidth > t.clientWidth + 1).map((t) => t.getAttribute('aria-label')));
    assert.deepEqual(glissent, [], adresse);
  }
  await page.goto('/jeunes');
  const table = page.getByRole('table', { name: /Jeunes de votre périmètre/ });
  const ligne = table.getByRole('row').nth(1);
  assert.equal(await table.getByRole('columnheader', { name: /Naissance/ }).count(), 1);
  assert.equal(await ligne.getByRole('rowheader').count(), 1);
  const cellule = ligne.getByRole('cell').first();
  assert.equal(await cellule.evaluate((c) => getComputedStyle(c, '::before').content), '"Naissance" / ""');
  assert.ok((await cellule.boundingBox()).width > 280, 'la ligne est une fiche');
  await page.context().close();
});
