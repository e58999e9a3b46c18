// input[data-suggestions="/url"]: suggestions while typing (combobox with a list, WAI-ARIA). Without it: the form searches.
// GET /url?q=… answers <li role="option" data-lien="/…"> elements.
const champ = document.querySelector('[data-suggestions]');
const liste = document.createElement('ul');
const annonce = document.createElement('div');
liste.className = 'suggestions';
liste.id = 'suggestions';
liste.setAttribute('role', 'listbox');
liste.setAttribute('aria-label', 'Suggestions');
liste.hidden = true;
annonce.className = 'visually-hidden';
annonce.setAttribute('role', 'status');
champ.closest('form').append(liste, annonce);
for (const [nom, valeur] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', 'suggestions'], ['aria-expanded', 'false']])
  champ.setAttribute(nom, valeur);

let minuterie, demande, choisie = -1;
const options = () => [...liste.children];

function fermer() {
  liste.hidden = true;
  choisie = -1;
  champ.setAttribute('aria-expanded', 'false');
  champ.removeAttribute('aria-activedescendant');
}

function choisir(rang) {
  const toutes = options();
  choisie = (rang + toutes.length) % toutes.length;
  toutes.forEach((o, i) => o.setAttribute('aria-selected', i === choisie));
  champ.setAttribute('aria-activedescendant', toutes[choisie].id);
  toutes[choisie].scrollIntoView({ block: 'nearest' });
}

async function chercher() {
  const q = champ.value.trim();
  demande?.abort();
  if (q.length < 2) return fermer();
  demande = new AbortController();
  try {
    const reponse = await fetch(`${champ.dataset.suggestions}?${new URLSearchParams({ q })}`, { signal: demande.signal });
    if (!reponse.ok) return fermer();
    liste.innerHTML = await reponse.text();
  } catch { return; }
  options().forEach((o, i) => { o.id = `suggestion-${i}`; });
  choisie = -1;
  const n = options().length;
  liste.hidden = n === 0;
  champ.setAttribute('aria-expanded', n > 0);
  annonce.textContent = n === 0 ? 'Aucune suggestion.' : `${n} suggestion${n > 1 ? 's' : ''}.`;
}

champ.addEventListener('input', () => { clearTimeout(minuterie); minuterie = setTimeout(chercher, 180); });
champ.addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !liste.hidden) { e.preventDefault(); fermer(); }
  else if (liste.hidden) return;
  else if (e.key === 'ArrowDown') { e.preventDefault(); choisir(choisie + 1); }
  else if (e.key === 'ArrowUp') { e.preventDefault(); choisir(choisie < 0 ? -1 : choisie - 1); }
  else if (e.key === 'Enter' && choisie >= 0) { e.preventDefault(); location.assign(options()[choisie].dataset.lien); }
});
champ.addEventListener('blur', () => setTimeout(fermer, 150));
liste.addEventListener('mousedown', (e) => e.preventDefault());
liste.addEventListener('click', (e) => { const o = e.target.closest('[data-lien]'); if (o) location.assign(o.dataset.lien); });
