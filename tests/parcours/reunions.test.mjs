// A meeting held from the keyboard, on the real program: its agenda, its decisions, its minutes, the screen on the wall.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const telephone = { width: 360, height: 740 };

async function saine(page) {
  await sans_defaut_d_accessibilite(page);
  const avant = page.viewportSize();
  await page.setViewportSize(telephone);
  await tient_en_largeur(page);
  await sans_defaut_d_accessibilite(page);
  await page.setViewportSize(avant);
  assert.deepEqual(page.fautes, []);
}
const dit = (page, texte) => page.locator('main').getByText(texte).first().waitFor();
async function entree(page, quoi) {
  await quoi.focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
const bouton = (page, name) => page.locator('main').getByRole('button', { name });
const lien = (page, name) => page.locator('main').getByRole('link', { name });
const dans = (jours) => new Date(Date.now() + jours * 86_400_000).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });

/// Prévoit, remplit et ouvre une PSAD aujourd'hui ; rend son adresse.
async function psad(page, heure) {
  await page.goto('/reunions');
  await entree(page, lien(page, 'Prévoir une réunion').first());
  await saine(page);
  await entree(page, lien(page, 'PSAD'));
  const terrain = page.getByLabel(/^Où/);
  if (!(await terrain.inputValue())) await terrain.selectOption({ index: 1 });
  await page.getByLabel(/^Jour/).fill(dans(0));
  await page.getByLabel(/^Heure/).fill(heure);
  await page.getByLabel(/^Lieu/).fill('CIO, salle du haut');
  await saine(page);
  await entree(page, bouton(page, 'Prévoir'));
  await dit(page, /prévue/);
  await dit(page, 'Fatou DIOP'); // repris de la réunion précédente
  await page.getByLabel(/^Une personne qui a un compte/).selectOption({ index: 1 });
  await entree(page, bouton(page, 'Ajouter ce collègue'));
  await dit(page, /Sur la liste/);
  await saine(page);
  await entree(page, lien(page, 'Aller à l’ordre du jour'));
  return new URL(page.url()).pathname;
}

test('une PSAD préparée, ouverte, tenue et close au clavier', async () => {
  const page = await monde.connecte('coordonnateur');
  const ici = await psad(page, '18:00');
  await entree(page, bouton(page, 'Remplir l’ordre du jour'));
  await dit(page, /ajouté/);
  assert.ok(await page.locator('.point-raisons li').count() > 0, 'chaque dossier dit pourquoi');
  await saine(page);
  await entree(page, lien(page, 'Ouvrir la séance'));
  await dit(page, /l’information utile à l’action/);
  await saine(page);
  for (const present of await page.getByRole('radio', { name: 'Présent' }).all()) await present.check();
  await entree(page, bouton(page, 'Ouvrir la séance'));
  await dit(page, 'Séance ouverte.');
  await saine(page);
  // Une élève de quinze ans n'est pas ouverte à la mission locale : refusé, dit, puis gardé et demandé.
  await page.locator('#f-quoi').fill('Prévenir la famille / Diop / +8');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await dit(page, /Fatou DIOP ne voit pas cette situation/);
  await saine(page);
  await page.locator('#f-demander').focus();
  await page.keyboard.press('Space');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await dit(page, /la tâche lui arrive sans le nom/);
  await entree(page, lien(page, /^Suivant/));
  // Tout d'un trait, deux fois de suite, sans quitter le champ.
  for (const [quoi, n] of [['Joindre la famille', 1], ['Appeler le CFA', 2]]) {
    await page.locator('#f-quoi').fill(`${quoi} / Diop / +8`);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await dit(page, /Décision prise/);
    assert.equal(await page.locator('ol.decisions .decision').count(), n);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'f-quoi', 'le champ garde la main');
  }
  // Sans qui ni quand : refusé, rien n'est perdu.
  await page.locator('#f-quoi').fill('Visiter l’atelier');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await dit(page, /Choisissez qui le fera/);
  assert.equal(await page.locator('#f-quoi').inputValue(), 'Visiter l’atelier');
  await saine(page);
  await page.getByLabel(/Pour tous ceux qui suivent/).fill('Cherche un apprentissage en boulangerie.');
  await entree(page, bouton(page, 'Enregistrer le texte').first());
  await dit(page, 'Texte enregistré.');
  assert.equal(await foyer(page), 'f-quoi', 'le texte enregistré, le champ reprend la main');
  await saine(page);
  await d_un_dossier_a_l_autre(page);
  // L'écran de la salle : des initiales, une touche masque le reste.
  const nom = (await page.locator('main h1').innerText()).trim().split(' ')[0];
  await page.goto(`${ici}/ecran?point=${new URL(page.url()).pathname.split('/').at(-1)}`);
  assert.ok(!(await page.locator('body').innerText()).includes(nom), 'aucun nom à l’écran');
  await sans_defaut_d_accessibilite(page);
  await page.locator('.ecran-liste').waitFor({ state: 'visible' });
  await page.keyboard.press('m');
  await page.locator('.ecran-liste').waitFor({ state: 'hidden' });
  await saine(page);
  await page.goto(ici);
  await entree(page, lien(page, 'Clore et figer le relevé'));
  await saine(page);
  await entree(page, bouton(page, 'Clore et figer'));
  await dit(page, 'Séance close, relevé figé.');
  await dit(page, 'Qui fait quoi');
  await dit(page, 'Ce que chacun lira');
  await saine(page);
  // Celle qui doit agir le trouve dans sa journée, et le clôt.
  const diop = await monde.connecte('mission_locale');
  await diop.getByRole('heading', { name: 'Décisions de réunion à tenir' }).waitFor();
  const a_tenir = diop.locator('.rubrique', { hasText: 'Décisions de réunion à tenir' }).getByRole('link').filter({ hasNotText: 'Tout voir' });
  // Sans le nom, on répond à qui anime.
  await entree(diop, a_tenir.filter({ hasText: 'Décision n°' }).first());
  await saine(diop);
  await diop.getByLabel(/^Ce que vous avez fait/).fill('Famille prévenue');
  await entree(diop, bouton(diop, 'Répondre'));
  await dit(diop, /Réponse remise/);
  await entree(diop, a_tenir.filter({ hasNotText: 'Décision n°' }).first());
  await saine(diop);
  await diop.getByLabel(/^Ce qu’il en est advenu/).fill('Rendez-vous pris');
  await entree(diop, bouton(diop, 'Clore la décision'));
  await diop.locator('main').waitFor();
  await page.goto('/reunions?quand=passees');
  await saine(page);
});

const foyer = (page) => page.evaluate(() => document.activeElement.id);
const touche = (page, t) => Promise.all([page.waitForEvent('load'), page.keyboard.press(t)]);

/// D'un dossier au suivant sans quitter « Quoi » des yeux : Échap en sort, S passe, et le champ du suivant a la main.
async function d_un_dossier_a_l_autre(page) {
  const avant = page.url();
  await page.locator('#f-quoi').pressSequentially('Voir');
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await dit(page, 'Enregistrez d’abord ce que vous avez tapé');
  assert.equal(page.url(), avant, 'une touche ne fait pas perdre ce qui est tapé');
  assert.equal(await foyer(page), 'f-quoi');
  await page.locator('#f-quoi').fill('');
  await page.keyboard.press('Escape');
  assert.equal(await foyer(page), '');
  await touche(page, 'p');
  assert.equal(await foyer(page), 'f-quoi');
  const nom = (await page.locator('main h1').innerText()).trim();
  const groupe = page.getByRole('group', { name: `Décider : ${nom}, point 1 sur` });
  assert.equal(await groupe.locator('#f-quoi').count(), 1, 'le lecteur d’écran dit de qui l’on décide');
  assert.ok(await page.locator('main h1').evaluate((h) => h.getBoundingClientRect().top >= 0), 'le nom reste sous les yeux');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  assert.equal(await foyer(page), 'f-quoi', 'D revient à « Quoi »');
  await page.keyboard.press('Escape');
  await touche(page, 's');
  assert.equal(page.url(), avant);
  assert.equal(await foyer(page), 'f-quoi');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const rallumer = page.getByRole('button', { name: 'Rétablir les raccourcis au clavier' });
  assert.equal(await rallumer.getAttribute('aria-pressed'), null, 'le texte dit ce que fait le bouton, rien d’autre');
  await page.keyboard.press('s');
  assert.equal(page.url(), avant);
  await rallumer.press('Enter');
  await page.getByRole('button', { name: 'Couper les raccourcis au clavier' }).waitFor();
}

/// Deux personnes : l'une retire la situation pendant que l'autre y tape.
test('ce qui est tapé sur une situation retirée entre-temps revient, et s’enregistre en la remettant', async () => {
  const page = await monde.connecte('coordonnateur');
  const ici = await psad(page, '20:00');
  await entree(page, bouton(page, 'Remplir l’ordre du jour'));
  await entree(page, lien(page, 'Ouvrir la séance'));
  await entree(page, bouton(page, 'Ouvrir la séance'));
  const autre = await monde.connecte('coordonnateur');
  await autre.goto(ici);
  await page.locator('#f-quoi').fill('Rappeler le CIO');
  await page.locator('#f-qui').selectOption({ index: 1 });
  await page.locator('#f-quand').fill('+8');
  await entree(autre, autre.getByRole('button', { name: /^Retirer de l’ordre du jour/ }).first());
  await page.locator('#f-quoi').focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await dit(page, /a retiré cette situation de l’ordre du jour à/);
  assert.equal(await page.locator('#f-quoi').inputValue(), 'Rappeler le CIO');
  await saine(page);
  await entree(page, bouton(page, /^La remettre à l’ordre du jour/));
  await dit(page, /Décision prise/);
  // L'une clôt pendant que l'autre tape.
  await page.locator('#f-quoi').fill('Visiter l’atelier');
  await page.locator('#f-qui').selectOption({ index: 1 });
  await page.locator('#f-quand').fill('+9');
  await autre.goto(`${ici}/cloture`);
  await entree(autre, bouton(autre, 'Clore et figer'));
  await page.locator('#f-quoi').focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await dit(page, /Le relevé est figé/);
  await saine(page);
  assert.equal(await page.locator('#f-objet').inputValue(), 'Visiter l’atelier');
  await entree(page, bouton(page, 'Enregistrer la tâche'));
  await dit(page, 'Échéance enregistrée.');
});

test('sans JavaScript, à 360 pixels, on décide encore', async () => {
  const page = await monde.connecte('coordonnateur', { javaScriptEnabled: false, viewport: telephone });
  const ici = await psad_sans_script(page);
  await page.locator('#f-quoi').fill('Joindre la famille');
  await page.locator('#f-qui').selectOption({ index: 1 });
  await page.locator('#f-quand').fill('+8');
  await page.getByRole('button', { name: 'Décider' }).click();
  await dit(page, /Décision prise/);
  await page.goto(`${ici}/ecran`);
  await page.getByRole('button', { name: /Ne montrer que cette situation/ }).click();
  await page.locator('.ecran.seule').waitFor();
});

async function psad_sans_script(page) {
  await page.goto('/reunions/nouvelle/psad');
  const terrain = page.locator('#f-terrain');
  if (!(await terrain.inputValue())) await terrain.selectOption({ index: 1 });
  await page.locator('#f-jour').fill(dans(0));
  await page.locator('#f-heure').fill('19:00');
  await page.getByRole('button', { name: 'Prévoir' }).click();
  await page.getByRole('link', { name: 'Aller à l’ordre du jour' }).click();
  const ici = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Remplir l’ordre du jour' }).click();
  await page.getByRole('link', { name: 'Ouvrir la séance' }).click();
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click();
  await dit(page, 'Séance ouverte.');
  return ici;
}
