// The real program, a new fictitious académie, a real browser. Each journey signs in as one of the demonstration accounts.
import assert from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
export const programme = path.resolve(process.env.RACCROCHE_PROGRAMME ?? 'construction/essai/raccroche');

export class Monde {
  /// One data folder and one server for a whole file of journeys.
  static async ouvrir(taille = 'essai') {
    const monde = new Monde();
    monde.dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'parcours-'));
    execFileSync(programme, ['demonstration', '--donnees', monde.dossier, '--taille', taille], { stdio: 'ignore' });
    monde.comptes = Object.fromEntries(fs.readFileSync(path.join(monde.dossier, 'comptes.csv'), 'utf8').trim().split('\n').slice(1)
      .map((ligne) => ligne.split(',')).map(([role, courriel, motDePasse]) => [role, { courriel, motDePasse }]));
    await monde.demarrer();
    monde.navigateur = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    return monde;
  }

  demarrer() {
    return new Promise((pret, rate) => {
      this.serveur = spawn(programme, ['servir', '--donnees', this.dossier, '--port', '0']);
      this.serveur.stdout.on('data', (texte) => {
        const trouve = /http:\/\/localhost:(\d+)/.exec(texte);
        if (trouve) pret(this.base = `http://localhost:${trouve[1]}`);
      });
      this.serveur.once('exit', (code) => rate(new Error(`le serveur s’est arrêté (${code})`)));
      this.serveur.stderr.on('data', (texte) => process.stderr.write(texte));
    });
  }

  /// As a power cut would: nothing is said to the program.
  async tuer() {
    const fini = new Promise((r) => this.serveur.once('exit', r));
    this.serveur.kill('SIGKILL');
    await fini;
  }

  raccroche(...args) {
    return execFileSync(programme, [...args, '--donnees', this.dossier], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async page(choix = {}) {
    const contexte = await this.navigateur.newContext({ baseURL: this.base, locale: 'fr-FR', viewport: { width: 1280, height: 900 }, ...choix });
    contexte.setDefaultTimeout(20_000);
    const page = await contexte.newPage();
    page.fautes = [];
    page.on('pageerror', (e) => page.fautes.push(String(e)));
    page.on('console', (m) => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.fautes.push(m.text()); });
    return page;
  }

  async connecte(role, choix = {}) {
    const page = await this.page(choix);
    const { courriel, motDePasse } = this.comptes[role];
    await page.goto('/connexion');
    await page.getByLabel('Adresse électronique').or(page.getByLabel(/courriel/i)).first().fill(courriel);
    await page.getByLabel(/^Mot de passe/).first().fill(motDePasse);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /déconnecter|déconnexion/i }).first().waitFor({ state: 'attached' });
    return page;
  }

  async fermer() {
    await this.navigateur?.close();
    if (this.serveur && this.serveur.exitCode === null && this.serveur.signalCode === null) {
      const fini = new Promise((r) => this.serveur.once('exit', r));
      this.serveur.kill('SIGTERM');
      await fini;
    }
    fs.rmSync(this.dossier, { recursive: true, force: true });
  }
}

export async function sans_defaut_d_accessibilite(page) {
  await page.evaluate(fs.readFileSync(axe, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  assert.deepEqual(violations.map((v) => `${v.id} : ${v.nodes.map((n) => n.html).slice(0, 3).join(' | ')}`), [], `accessibilité de ${page.url()}`);
}

/// No horizontal scrolling of the page itself.
export async function tient_en_largeur(page) {
  const [contenu, vue] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(contenu <= vue + 1, `${page.url()} déborde : ${contenu} px pour ${vue} px`);
}
