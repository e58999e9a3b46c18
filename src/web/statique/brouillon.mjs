// form[data-brouillon="/url"]: keeps what is being typed, so that a cut of the network or of the session loses nothing.
// POST /url with the fields (answer 204); GET /url gives them back as JSON {"enregistre": "…", "champs": [["nom", "valeur"]]}
// or 204 when there is none; POST with oublier=1 forgets. The server forgets it too when the form is accepted.
const attente = 1500;
const secrets = (el) => el.type === 'password' || el.type === 'file' || el.type === 'hidden';

function saisie(form) {
  const donnees = new URLSearchParams();
  for (const el of form.elements) {
    if (!el.name || secrets(el) || el.type === 'submit' || ((el.type === 'checkbox' || el.type === 'radio') && !el.checked)) continue;
    donnees.append(el.name, el.value);
  }
  // Which entry this is: once it was accepted, the server forgets what still arrives of it.
  if (form.elements.saisie?.value) donnees.set('saisie', form.elements.saisie.value);
  return donnees;
}

function remplir(form, champs) {
  for (const el of form.elements) {
    if (!el.name || secrets(el)) continue;
    const valeurs = champs.filter(([nom]) => nom === el.name).map(([, valeur]) => valeur);
    if (el.type === 'checkbox' || el.type === 'radio') el.checked = valeurs.includes(el.value);
    else if (valeurs.length && el.type !== 'submit') el.value = valeurs[0];
  }
}

async function proposer(form, url, dire) {
  const reponse = await fetch(url, { headers: { Accept: 'application/json' } });
  if (reponse.status !== 200) return;
  const { enregistre, champs } = await reponse.json();
  const avis = document.createElement('div');
  avis.className = 'notice notice-information';
  avis.setAttribute('role', 'status');
  const texte = document.createElement('p');
  texte.textContent = `Une saisie non enregistrée du ${enregistre} a été gardée. `;
  const reprendre = bouton('Reprendre cette saisie', () => { remplir(form, champs); avis.remove(); dire('Saisie reprise.'); form.querySelector('input:not([type=hidden]), textarea, select')?.focus(); });
  const oublier = bouton('L’effacer', () => { envoyer(form, url, new URLSearchParams({ oublier: '1' })); avis.remove(); });
  avis.append(texte, reprendre, oublier);
  form.prepend(avis);
}

function bouton(libelle, agir) {
  const b = document.createElement('button');
  b.type = 'button';
  b.className = 'btn btn-sm btn-outline-secondary';
  b.textContent = libelle;
  b.addEventListener('click', agir);
  return b;
}

function envoyer(form, url, corps) {
  corps.set('csrf', form.elements.csrf?.value ?? '');
  return fetch(url, { method: 'POST', body: corps, keepalive: true });
}

for (const form of document.querySelectorAll('form[data-brouillon]')) {
  const url = form.dataset.brouillon;
  const etat = document.createElement('p');
  etat.className = 'etat-de-brouillon';
  etat.setAttribute('role', 'status');
  form.append(etat);
  const dire = (texte) => { etat.textContent = texte; };
  let minuterie;
  const garder = async () => {
    minuterie = undefined;
    try {
      const reponse = await envoyer(form, url, saisie(form));
      if (reponse.redirected) dire('Votre session est finie\u00a0: ouvrez la connexion dans un autre onglet, puis revenez ici. Rien n’est perdu tant que cette page reste ouverte.');
      else dire(reponse.ok ? `Brouillon gardé à ${new Date().toLocaleTimeString('fr', { hour: '2-digit', minute: '2-digit' })}.` : 'Brouillon non gardé\u00a0: enregistrez dès que possible.');
    } catch {
      dire('Pas de réseau\u00a0: la saisie reste dans cette page, nouvel essai dans un instant.');
      minuterie = setTimeout(garder, 10_000);
    }
  };
  form.addEventListener('input', () => { clearTimeout(minuterie); minuterie = setTimeout(garder, attente); });
  form.addEventListener('submit', () => { clearTimeout(minuterie); minuterie = undefined; }); // it is being saved: pagehide keeps nothing
  addEventListener('pagehide', () => { if (minuterie) envoyer(form, url, saisie(form)); });
  if (!form.querySelector('.en-erreur')) proposer(form, url, dire).catch(() => {});
}
