// Every page each role can reach from its menu: accessible, narrow enough, without a script error, without server error.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const roles = ['coordonnateur', 'chef_etablissement', 'referent_decrochage', 'cpe', 'enseignant', 'directeur_cio', 'psyen', 'responsable_foquale', 'psad',
  'mission_locale', 'coordonnateur_departemental', 'ien_io', 'ia_dasen', 'draio', 'dpd', 'administrateur'];

test('chaque rôle a son compte de démonstration', () => assert.deepEqual(Object.keys(monde.comptes).sort(), roles.toSorted()));

/// One address of each kind: /jeunes/12 stands for /jeunes/13.
const une_de_chaque = (adresses) => [...new Map(adresses.map((a) => [a.replace(/\d+/g, 'n').replace(/\?.*/, ''), a])).values()];

for (const role of roles) {
  test(`${role} : chaque page du menu est accessible, tient à 320 px et aucun de ses liens n’est refusé`, async () => {
    const page = await monde.connecte(role, { viewport: { width: 360, height: 740 } });
    const liens = (ou) => page.evaluate((o) => [...document.querySelectorAll(`${o} a[href^="/"]`)].map((a) => a.getAttribute('href')), ou);
    const adresses = await liens('nav');
    assert.ok(adresses.length >= 1);
    const vus = [], menu = new Set(['/', ...adresses]);
    for (const adresse of menu) { // grows: the second row of the menu shows inside its group
      const reponse = await page.goto(adresse);
      assert.equal(reponse.status(), 200, adresse);
      await sans_defaut_d_accessibilite(page);
      await page.setViewportSize({ width: 320, height: 740 });
      await tient_en_largeur(page);
      await page.setViewportSize({ width: 360, height: 740 });
      for (const lien of await liens('nav.menu')) menu.add(lien);
      vus.push(...await liens('main'));
    }
    for (const adresse of une_de_chaque(vus)) {
      const reponse = await page.request.get(adresse);
      assert.ok(reponse.status() < 400, `${adresse} : ${reponse.status()}`);
    }
    assert.deepEqual(page.fautes, []);
    await page.context().close();
  });
}

test('les pages publiques du pied de page existent et sont accessibles', async () => {
  const page = await monde.page();
  await page.goto('/connexion');
  const adresses = await page.evaluate(() => [...document.querySelectorAll('footer a[href^="/"]')].map((a) => a.getAttribute('href')));
  for (const adresse of adresses) {
    const reponse = await page.goto(adresse);
    assert.ok(reponse.status() < 400, `${adresse} : ${reponse.status()}`);
    await sans_defaut_d_accessibilite(page);
  }
  await page.context().close();
});

test('première visite légère, suivantes très légères', async () => {
  const page = await monde.connecte('coordonnateur');
  const poids = async (adresse) => {
    await page.goto(adresse, { waitUntil: 'load' });
    return page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .reduce((somme, e) => somme + e.transferSize, 0));
  };
  const neuve = await monde.page();
  await neuve.goto('/connexion', { waitUntil: 'load' });
  const premiere = await neuve.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((somme, e) => somme + e.transferSize, 0));
  assert.ok(premiere < 120_000, `première visite : ${premiere} octets`);
  await poids('/');
  const suivante = await poids('/');
  assert.ok(suivante < 15_000, `visite suivante : ${suivante} octets`);
});
