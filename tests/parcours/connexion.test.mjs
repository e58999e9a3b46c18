// Signing in and out, the second factor, and a day without a script.
import assert from 'node:assert';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const envoyer = (page, name) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);

/// RFC 6238, as the telephone does it.
function code_du_telephone(cle, instant) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...cle.replace(/\s/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const compteur = Buffer.alloc(8);
  compteur.writeBigUInt64BE(BigInt(Math.floor(instant / 30_000)));
  const sceau = createHmac('sha1', secret).update(compteur).digest();
  const depart = sceau[19] & 15;
  return String((sceau.readUInt32BE(depart) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('se déconnecter ferme tout ; se reconnecter ramène à sa journée', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto('/jeunes');
  await envoyer(page, 'Se déconnecter');
  await page.goto('/jeunes');
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  await sans_defaut_d_accessibilite(page);
  await page.getByLabel('Adresse de courriel').fill(monde.comptes.coordonnateur.courriel);
  await page.getByLabel('Mot de passe').fill('pas le bon mot de passe');
  await envoyer(page, 'Se connecter');
  await page.getByText('Adresse ou mot de passe incorrect').first().waitFor();
  await sans_defaut_d_accessibilite(page);
  await page.getByLabel('Mot de passe').fill(monde.comptes.coordonnateur.motDePasse);
  await envoyer(page, 'Se connecter');
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
  await page.context().close();
});

test('le second facteur se met en place, se demande, et un code de secours le remplace', async () => {
  const page = await monde.connecte('mission_locale');
  await page.goto('/compte/second-facteur');
  await sans_defaut_d_accessibilite(page);
  const cle = await page.locator('main code').first().innerText();
  await page.getByRole('textbox', { name: 'Code' }).fill(code_du_telephone(cle, Date.now() - 30_000)); // le pas d’avant : celui de maintenant reste à servir
  await envoyer(page, 'Mettre en place');
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
  await sans_defaut_d_accessibilite(page);
  const [secours] = await page.locator('.codes-de-secours code').allInnerTexts();
  const { courriel, motDePasse } = monde.comptes.mission_locale;
  for (const code of [() => code_du_telephone(cle, Date.now()), () => secours]) {
    await envoyer(page, 'Se déconnecter');
    await page.goto('/connexion');
    await page.getByLabel('Adresse de courriel').fill(courriel);
    await page.getByLabel('Mot de passe').fill(motDePasse);
    await envoyer(page, 'Se connecter');
    await page.getByRole('heading', { name: 'Vérifier que c’est bien vous' }).waitFor();
    await sans_defaut_d_accessibilite(page);
    await page.getByRole('textbox', { name: 'Code' }).fill(code());
    await envoyer(page, 'Continuer');
    await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
  }
  await page.context().close();
});

test('sans JavaScript : chercher, ouvrir un dossier, noter un contact, trancher une paire', async () => {
  const page = await monde.connecte('coordonnateur', { javaScriptEnabled: false });
  await page.goto('/jeunes');
  const nom = (await page.locator('main tbody a').first().innerText()).trim();
  await page.locator('#recherche').fill(nom);
  await envoyer(page, 'Rechercher');
  await page.locator('main tbody a').first().click();
  await page.getByRole('link', { name: 'Noter un contact' }).click();
  await page.getByRole('radio', { name: 'Courrier' }).check();
  await page.getByRole('radio', { name: 'Message laissé' }).check();
  await page.getByLabel('Ce qui a été dit').fill('Lettre déposée');
  await envoyer(page, 'Enregistrer');
  await page.getByText('Lettre déposée').first().waitFor();
  await page.goto('/rapprochements?suivante=1');
  await envoyer(page, 'Deux personnes');
  assert.match(page.url(), /rapprochements/);
  await page.context().close();
});
