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
  await page.getByLabel('Pour le').first().fill(new Date().toLocaleDateString('fr-FR'));
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
  const essai = () => { try { return JSON.parse(monde.raccroche('importer', fichier, '--json', '--source', 'Liste de la coupure')); } catch (e) { return JSON.parse(e.stdout); } };
  const enfant = (await import('node:child_process')).spawn((await import('./commun.mjs')).programme, ['importer', fichier, '--source', 'Liste de la coupure', '--donnees', monde.dossier], { stdio: 'ignore' });
  await new Promise((r) => setTimeout(r, 700));
  enfant.kill('SIGKILL');
  const premier = essai();
  const second = essai();
  assert.equal(premier.lues, 400);
  assert.equal(second.nouvelles + second.mises_a_jour, 0, JSON.stringify({ ...second, lignes: undefined }));
});
