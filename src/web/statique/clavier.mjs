// [data-touche="m"]: a button or link pressed by one key, when no field has the focus; the key is shown on it.
// ? shows or hides the keys; nothing happens with Ctrl, Alt or Meta held (WCAG 2.1.4: they can be turned off).
const parTouche = new Map();
const interrupteur = document.createElement('button');
let actives = localStorage.getItem('touches') !== 'non';

for (const el of document.querySelectorAll('[data-touche]')) {
  parTouche.set(el.dataset.touche.toLowerCase(), el);
  el.setAttribute('aria-keyshortcuts', el.dataset.touche);
  const kbd = document.createElement('kbd');
  kbd.textContent = el.dataset.touche.toUpperCase();
  kbd.setAttribute('aria-hidden', 'true');
  el.append(' ', kbd);
}

function appliquer() {
  interrupteur.textContent = actives ? 'Raccourcis au clavier actifs' : 'Raccourcis au clavier inactifs';
  interrupteur.setAttribute('aria-pressed', actives);
  for (const el of parTouche.values()) el.querySelector('kbd').hidden = !actives;
}

interrupteur.type = 'button';
interrupteur.className = 'btn btn-sm btn-link raccourcis';
interrupteur.addEventListener('click', () => {
  actives = !actives;
  localStorage.setItem('touches', actives ? 'oui' : 'non');
  appliquer();
});
[...parTouche.values()].at(-1)?.parentElement.append(interrupteur);
appliquer();

document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.repeat || e.target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]')) return;
  if (e.key === '?') { interrupteur.click(); return; }
  const el = actives ? parTouche.get(e.key.toLowerCase()) : undefined;
  if (el && !el.disabled) { e.preventDefault(); el.click(); }
});
