// The report of a linkage: one file, no server; accessible, readable on a telephone, nothing asked of the network.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const programme = path.resolve(process.env.RACCROCHE_PROGRAMME ?? 'construction/essai/raccroche');
const dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-'));
const rapport = path.join(dossier, 'rapport.html');
let navigateur;

before(async () => {
  const executer = (...args) => execFileSync(programme, args, { stdio: 'ignore' });
  executer('donnees', 'generer', '--eleves', '3000', '--modele', 'D', '-o', dossier);
  const dans = (nom) => path.join(dossier, nom);
  executer('rapprocher', dans('a.csv'), dans('b.csv'), '-o', dans('liens.csv'));
  const relues = fs.readFileSync(dans('liens.csv'), 'utf8').trim().split('\n').slice(1, 200)
    .map((ligne) => ligne.split(',').slice(0, 2).join(',') + ',oui');
  fs.writeFileSync(dans('relues.csv'), 'id_a,id_b,reponse\n' + relues.join('\n') + '\n');
  executer('rapprocher', dans('a.csv'), dans('b.csv'), '-o', dans('liens.csv'), '--rapport', rapport, '--relues', dans('relues.csv'));
  navigateur = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await navigateur?.close();
  fs.rmSync(dossier, { recursive: true, force: true });
});

for (const largeur of [360, 1280])
  test(`le rapport se lit à ${largeur} pixels, sans réseau, sans défaut d’accessibilité`, async () => {
    const page = await navigateur.newPage({ viewport: { width: largeur, height: 900 } });
    const demandes = [];
    page.on('request', (r) => demandes.push(r.url()));
    await page.goto('file://' + rapport);
    for (const resume of await page.locator('summary').all()) await resume.click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    assert.deepEqual(demandes, ['file://' + rapport]);
    for (const titre of ['Seuils et poids', 'Calibration', 'Équité', 'Exemples expliqués'])
      await page.getByRole('heading', { name: titre, exact: true }).waitFor();
    await page.getByText('Précision mesurée par relecture').waitFor();
    await page.evaluate(fs.readFileSync(axe, 'utf8'));
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
    if (process.env.CAPTURES) await page.screenshot({ path: `${process.env.CAPTURES}/rapport_${largeur}.png`, fullPage: true });
    await page.close();
  });
