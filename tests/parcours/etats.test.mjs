// What a person meets when something goes wrong: each refusal is accessible, says what to do, and loses nothing.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const etroit = { viewport: { width: 320, height: 740 } };

async function bien_dite(page, statut, titre) {
  await page.getByRole('heading', { level: 1, name: titre }).waitFor();
  await sans_defaut_d_accessibilite(page);
  await tient_en_largeur(page);
  if (statut) assert.match(await page.locator('main').innerText(), /Numéro à donner à l’assistance/);
}

async function noter_un_contact(page) {
  await page.goto('/jeunes');
  const dossier = await page.locator('main tbody th a').first().getAttribute('href');
  await page.goto(`${dossier}/contacts/nouveau`);
  await page.getByRole('radio', { name: 'Téléphone' }).check();
  await page.getByRole('radio', { name: 'Pas de réponse' }).check();
  await page.getByLabel('Ce qui a été dit').fill('Sonné deux fois, personne.');
}
const enregistrer = (page) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Enregistrer' }).click()]);
const renvoyer = (page) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Envoyer de nouveau' }).click()]);

for (const colorScheme of ['light', 'dark'])
  test(`introuvable, refusé, mal rempli : dit et accessible, ${colorScheme}`, async () => {
    const page = await monde.connecte('chef_etablissement', { ...etroit, colorScheme });
    assert.equal((await page.goto('/n-existe-pas')).status(), 404);
    await bien_dite(page, 404, 'Page introuvable');
    assert.equal((await page.goto('/importations')).status(), 403);
    await bien_dite(page, 403, 'Accès refusé');
    const coordo = await monde.connecte('coordonnateur', { ...etroit, colorScheme });
    for (const adresse of ['/jeunes/nouveau', '/campagnes/nouvelle', '/compte/mot-de-passe']) {
      await coordo.goto(adresse);
      const [reponse] = await Promise.all([coordo.waitForResponse((r) => r.request().method() === 'POST'), coordo.locator('main form button[type=submit]').first().click()]);
      assert.equal(reponse.status(), 422, adresse);
      await coordo.locator('#erreurs').waitFor();
      assert.equal(await coordo.evaluate(() => document.activeElement.id), 'erreurs', adresse);
      await sans_defaut_d_accessibilite(coordo);
      await tient_en_largeur(coordo);
    }
    await page.context().close();
    await coordo.context().close();
  });

test('trop d’essais : la page le dit et reste accessible', async () => {
  const page = await monde.page(etroit);
  for (let i = 0; i < 7; i++) {
    await page.goto('/connexion');
    await page.getByLabel('Adresse de courriel').fill('personne@academie.invalid');
    await page.getByLabel('Mot de passe').fill('pas le bon mot de passe');
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Se connecter' }).click()]);
  }
  await page.getByText('Trop d’essais').first().waitFor();
  await bien_dite(page, null, 'Se connecter');
  await page.context().close();
});

test('la session est morte pendant la saisie : reconnecté à côté, on renvoie et rien n’est perdu', async () => {
  const page = await monde.connecte('coordonnateur', etroit);
  await noter_un_contact(page);
  await page.context().clearCookies();
  await enregistrer(page);
  await bien_dite(page, null, 'Votre session est terminée');
  await page.getByText('Sonné deux fois, personne.').waitFor();
  const [autre] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Reconnectez-vous' }).click()]);
  const { courriel, motDePasse } = monde.comptes.coordonnateur;
  await autre.getByLabel('Adresse de courriel').fill(courriel);
  await autre.getByLabel('Mot de passe').fill(motDePasse);
  await autre.keyboard.press('Enter');
  await autre.getByRole('heading', { level: 1, name: 'Ma journée' }).waitFor();
  await renvoyer(page); // its token was of no session: shown again, under a token of this one
  await bien_dite(page, null, 'Ce formulaire avait expiré');
  await renvoyer(page);
  await page.getByText('Sonné deux fois, personne.').first().waitFor({ state: 'attached' });
  assert.match(new URL(page.url()).pathname, /^\/jeunes\/\d+/);
  await page.context().close();
});

test('texte espacé et zoom à 200 % : rien ne déborde', async () => {
  const page = await monde.connecte('coordonnateur', { viewport: { width: 640, height: 450 } });
  await page.goto('/jeunes');
  const dossier = await page.locator('main tbody th a').first().getAttribute('href');
  for (const adresse of ['/', dossier, '/verifications', '/rapprochements', '/importations', '/indicateurs', `${dossier}/entretiens/nouveau/situation`]) {
    await page.goto(adresse);
    await page.evaluate(() => {
      const feuille = new CSSStyleSheet(); // the values of WCAG 1.4.12
      feuille.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
      document.adoptedStyleSheets = [feuille];
    });
    await tient_en_largeur(page);
  }
  await page.context().close();
});
