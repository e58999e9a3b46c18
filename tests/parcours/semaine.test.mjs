// What a coordinator does every week, from the keyboard, on the real program.
import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { Monde, sans_defaut_d_accessibilite, tient_en_largeur } from './commun.mjs';

let monde;
before(async () => { monde = await Monde.ouvrir(); });
after(() => monde.fermer());

const telephone = { viewport: { width: 360, height: 740 } };

/// The page as it is now: accessible, no script error, and no sideways scrolling on a telephone.
async function saine(page) {
  await sans_defaut_d_accessibilite(page);
  const avant = page.viewportSize();
  await page.setViewportSize(telephone.viewport);
  await tient_en_largeur(page);
  await page.setViewportSize(avant);
  assert.deepEqual(page.fautes, []);
}

const titre = (page) => page.locator('main h1').first();
const dit = (page, texte) => page.locator('main').getByText(texte).first().waitFor();
/// A key of the keyboard that opens another page.
async function touche(page, nom) {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(nom)]);
}
/// Enter on a button or a link, once it has the focus.
async function entree(page, quoi) {
  await quoi.focus();
  await touche(page, 'Enter');
}
const un_bouton = (page, name) => page.locator('main').getByRole('button', { name, exact: typeof name === 'string' });
const un_lien = (page, name) => page.locator('main').getByRole('link', { name });

/// The first youngsters of the list: address of the file, name, first name, day of birth.
async function jeunes(page) {
  await page.goto('/jeunes');
  return page.locator('main tbody tr').evaluateAll((lignes) => lignes.map((l) => {
    const nom = l.children[0].innerText.trim();
    const coupe = nom.lastIndexOf(' ');
    return { lien: l.querySelector('a').getAttribute('href'), nom: nom.slice(0, coupe), prenom: nom.slice(coupe + 1), naissance: l.children[1].innerText.slice(0, 10) };
  }));
}

async function deposer(page, nom, lignes) {
  await page.goto('/importations');
  await page.locator('input[type=file]').setInputFiles({ name: nom, mimeType: 'text/csv', buffer: Buffer.from(['Nom;Prénom;Né(e) le;Sexe', ...lignes].join('\r\n')) });
  await entree(page, un_bouton(page, 'Déposer le fichier'));
  const colonnes = un_bouton(page, 'Lire le fichier ainsi');
  await colonnes.or(page.locator('main .chiffres')).first().waitFor();
  if (await colonnes.count()) {
    await page.getByLabel(/^Nature de la liste/).selectOption('eleves'); // rien dans ce tableau ne la dit
    await entree(page, colonnes);
  }
  await page.locator('main .chiffres').waitFor();
}

test('une liste : une cellule corrigée, une ligne douteuse tranchée, appliquée ; la même liste ne change plus rien', async () => {
  const page = await monde.connecte('coordonnateur');
  const [connu] = (await jeunes(page)).filter(({ nom }) => !/[ (]/.test(nom));
  const [jour, mois, annee] = connu.naissance.split('/');
  const autre_jour = String((Number(jour) % 27) + 1).padStart(2, '0');
  const lignes = ['Quermoalic;Ozvan;31/02/2009;M', `${connu.nom};${connu.prenom};${autre_jour}/${mois}/${annee};`, 'Kerzhorec;Maïwenn;12/05/2009;F'];
  await deposer(page, 'rentree.csv', lignes);
  const plan = page.url();
  await saine(page);

  await entree(page, un_lien(page, /^Corriger 1 ligne/));
  await entree(page, un_lien(page, /Quermoalic/));
  await page.getByLabel(/naissance|Né/).first().fill('28/02/2009');
  await saine(page);
  await entree(page, un_bouton(page, 'Enregistrer et revérifier'));

  await page.goto(`${plan}/douteuses`);
  await dit(page, '1 ligne douteuse à trancher');
  await saine(page);
  await touche(page, 'd'); // une autre personne

  await page.goto(plan);
  await entree(page, un_lien(page, /^Appliquer 3 lignes/));
  await saine(page);
  await entree(page, un_bouton(page, /^Appliquer 3 lignes/));
  await dit(page, /^Appliquée le/);
  await saine(page);

  await deposer(page, 'rentree.csv', ['Quermoalic;Ozvan;28/02/2009;M', ...lignes.slice(1)]);
  await dit(page, 'Tout ce que dit ce fichier est déjà connu : rien ne change.');
  await page.context().close();
});

test('une campagne : chacun dans une case, chaque présumé expliqué', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto('/campagnes');
  await entree(page, page.locator('main tbody a').first());
  await dit(page, 'Chacun dans une case');
  await saine(page);
  await entree(page, un_lien(page, /^Présumé sorti/));
  await saine(page);
  await page.goto('/verifications');
  await entree(page, page.locator('main tbody th a').first());
  for (const partie of ['Pourquoi on le présume sorti', 'Selon chaque définition', 'Où l’on a cherché']) await dit(page, partie);
  await saine(page);
  await page.context().close();
});

test('les rapprochements se tranchent d’une touche et se reprennent', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto('/rapprochements');
  await entree(page, un_lien(page, 'Trancher une par une'));
  const reste = async () => Number((await page.locator('main').getByText(/paires? à trancher/).first().innerText()).match(/\d+/)[0]);
  const avant = await reste();
  await saine(page);
  await touche(page, 'd');
  assert.equal(await reste(), avant - 1);
  await page.goto('/rapprochements');
  await entree(page, page.getByRole('button', { name: /^Annuler la décision/ }).first());
  await page.goto('/rapprochements?suivante=1');
  assert.equal(await reste(), avant);
  await touche(page, 'p'); // plus tard : la suivante, rien n’est décidé
  assert.equal(await reste(), avant);
  await touche(page, 'm');
  assert.equal(await reste(), avant - 1);
  await page.context().close();
});

test('cinq présumés vérifiés : deux un par un au clavier, trois d’un coup', async () => {
  const page = await monde.connecte('coordonnateur');
  await page.goto('/verifications');
  const reste = async () => Number((await page.locator('main').getByText(/\d+ jeunes?/).first().innerText()).match(/(\d+) jeune/)[1]);
  const avant = await reste();
  await saine(page);
  await entree(page, page.locator('main tbody th a').first());
  await saine(page);
  await page.getByLabel(/^Où/).fill('CFA de Val-Clair');
  await titre(page).click();
  assert.equal(await page.locator('input[name=preuve]:checked').count(), 0, 'la preuve n’est pas choisie d’avance');
  await page.keyboard.press('3'); // l’établissement le confirme
  assert.equal(await page.locator('input[name=preuve]:checked').inputValue(), 'appel_etablissement');
  await touche(page, 'i'); // inscrit ailleurs : le suivant s’ouvre
  await touche(page, 'j'); // injoignable pour l’instant
  await page.goto('/verifications');
  const choix = page.locator('main tbody input[type=checkbox]');
  for (const rang of [0, 1, 2]) await choix.nth(rang).press('Space');
  await page.getByLabel('Ce que vous avez trouvé').selectOption({ label: 'En emploi' });
  await page.getByLabel('Comment vous le savez').selectOption({ label: 'Sa famille le dit' });
  await entree(page, un_bouton(page, 'Noter pour les lignes choisies'));
  assert.ok(await reste() <= avant - 4, `${await reste()} après ${avant}`);
  await page.context().close();
});

test('une faute de frappe n’empêche pas de trouver ; le dossier dit pourquoi on le voit', async () => {
  const page = await monde.connecte('coordonnateur');
  const [connu] = (await jeunes(page)).filter(({ nom }) => nom.length > 5 && !/[ (]/.test(nom));
  const faute = connu.nom.slice(0, 2) + connu.nom[3] + connu.nom[2] + connu.nom.slice(4);
  await page.keyboard.press('Home');
  await page.locator('#recherche').fill(`${connu.prenom} ${faute}`);
  await touche(page, 'Enter');
  await saine(page);
  await entree(page, page.locator('main tbody a', { hasText: connu.nom }).first());
  assert.match(await titre(page).innerText(), new RegExp(connu.nom));
  await dit(page, 'Vous voyez ce dossier parce que');
  await saine(page);
  await page.context().close();
});

test('un contact se note en quelques touches', async () => {
  const page = await monde.connecte('coordonnateur');
  const [, jeune] = await jeunes(page);
  await page.goto(jeune.lien);
  await entree(page, un_lien(page, 'Noter un contact'));
  await saine(page);
  await page.getByRole('radio', { name: 'Téléphone' }).press('Space');
  await page.getByRole('radio', { name: 'Pas de réponse' }).press('Space');
  await page.getByLabel('Ce qui a été dit').fill('Répondeur plein');
  await page.getByLabel('Ce qui a été dit').press('Enter');
  await page.waitForURL(`**${jeune.lien}*`);
  await dit(page, 'Répondeur plein');
  await page.context().close();
});

const entretien = async (page, lien) => {
  await page.goto(`${lien}/entretiens/nouveau/situation`);
  await page.getByLabel('Date').first().fill(new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' }));
  await page.getByLabel('Objet').fill('Point sur la rentrée');
};

test('un entretien quitté en route se reprend ; un mot qui juge est signalé avant d’enregistrer', async () => {
  const page = await monde.connecte('coordonnateur');
  const [, , jeune] = await jeunes(page);
  await entretien(page, jeune.lien);
  await saine(page);
  const garde = page.waitForResponse((r) => r.url().includes('/brouillon') && r.request().method() === 'POST');
  await page.getByLabel(/^Résumé/).fill('Il se dit fainéant au travail');
  await page.locator('.avis-de-saisie:not([hidden])').first().waitFor();
  await garde;
  await page.goto('/');
  await page.goto(`${jeune.lien}/entretiens/nouveau/situation`);
  await page.getByRole('button', { name: 'Reprendre cette saisie' }).press('Enter');
  assert.equal(await page.getByLabel(/^Résumé/).inputValue(), 'Il se dit fainéant au travail');
  await entree(page, un_bouton(page, /^Enregistrer/));
  await page.locator('main .notice').first().waitFor(); // l’avis du serveur : rien n’est encore enregistré
  await page.getByLabel(/^Résumé/).fill('Il dit vouloir reprendre en apprentissage');
  await entree(page, un_bouton(page, 'Enregistrer la correction'));
  await page.waitForURL(/\/(entretiens|jeunes)\/\d+/);
  await dit(page, /Entretien enregistré|Point sur la rentrée/);
  await saine(page);
  await page.context().close();
});

test('deux personnes sur le même entretien : la seconde voit les deux versions', async () => {
  const page = await monde.connecte('coordonnateur');
  const [, , , jeune] = await jeunes(page);
  await entretien(page, jeune.lien);
  await page.getByLabel(/^Résumé/).fill('Première version');
  await entree(page, un_bouton(page, /^Enregistrer/));
  await page.goto(jeune.lien);
  const adresse = `${await page.locator('main a[href^="/entretiens/"]').first().getAttribute('href')}/modifier`;
  const autre = await monde.connecte('coordonnateur');
  for (const p of [page, autre]) await p.goto(adresse);
  await autre.getByLabel(/^Résumé/).fill('Version de la collègue');
  await entree(autre, un_bouton(autre, /^Enregistrer/));
  await page.getByLabel(/^Résumé/).fill('Ma version');
  await entree(page, un_bouton(page, /^Enregistrer/));
  await dit(page, 'Cet entretien a changé pendant votre saisie');
  const versions = await page.locator('main table').first().innerText();
  for (const texte of ['Version de la collègue', 'Ma version']) assert.ok(versions.includes(texte), versions);
  await saine(page);
  await Promise.all([page.context().close(), autre.context().close()]);
});

test('une solution proposée, puis active', async () => {
  const page = await monde.connecte('coordonnateur');
  const [, , , , jeune] = await jeunes(page);
  await page.goto(`${jeune.lien}/solutions/nouvelle`);
  await saine(page);
  await page.getByLabel('Solution', { exact: false }).first().selectOption('apprentissage_signe');
  await page.getByRole('textbox', { name: 'Structure' }).fill('CFA de Val-Clair');
  await entree(page, un_bouton(page, 'Enregistrer'));
  await saine(page);
  await page.getByRole('radio', { name: 'Acceptée' }).press('Space');
  await entree(page, un_bouton(page, 'Enregistrer'));
  await page.getByRole('radio', { name: 'Active' }).press('Space');
  await page.getByLabel('Preuve').selectOption({ label: 'Contrat' });
  await entree(page, un_bouton(page, 'Enregistrer'));
  await dit(page, 'Toujours en place ?');
  await saine(page);
  await page.context().close();
});
