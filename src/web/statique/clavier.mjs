// [data-touche="m"]: a button or link pressed by one key, when no field has the focus; the key is shown on it.
// Escape leaves a field, so that the keys work again; what is typed there and not yet sent is not left behind.
// ? turns the keys off or on; nothing happens with Ctrl, Alt or Meta held (WCAG 2.1.4).
const champs = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';
const parTouche = new Map();
const interrupteur = document.createElement('button');
const dit = document.createElement('span');
let actives = localStorage.getItem('touches') !== 'non';

for (const el of document.querySelectorAll('[data-touche]')) {
  parTouche.set(el.dataset.touche.toLowerCase(), el);
  el.setAttribute('aria-keyshortcuts', el.dataset.touche);
  const kbd = document.createElement('kbd');
  kbd.textContent = el.dataset.touche.toUpperCase();
  kbd.setAttribute('aria-hidden', 'true');
  el.append(' ', kbd);
}

// The words say what pressing does: no pressed state beside them, which would say it twice.
function appliquer() {
  interrupteur.textContent = actives ? 'Couper les raccourcis au clavier' : 'Rétablir les raccourcis au clavier';
  for (const el of parTouche.values()) el.querySelector('kbd').hidden = !actives;
  dit.textContent = actives && document.querySelector(`main form[method=post] :is(input[type=text], textarea)`) ? 'Échap sort d’un champ.' : '';
}

interrupteur.type = 'button';
interrupteur.className = 'btn btn-sm btn-link raccourcis';
interrupteur.addEventListener('click', () => {
  actives = !actives;
  localStorage.setItem('touches', actives ? 'oui' : 'non');
  appliquer();
});
dit.className = 'aide-courte raccourcis';
dit.setAttribute('role', 'status');
[...parTouche.values()].at(-1)?.parentElement.append(interrupteur, dit);
appliquer();

/// A field typed in and not sent: leaving by one key would lose it.
const entame = () => [...document.querySelectorAll('main form[method=post] :is(input[type=text], textarea)')].find((c) => c.value !== c.defaultValue);

document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.repeat || e.defaultPrevented) return;
  if (e.target.closest(champs)) {
    if (e.key === 'Escape' && actives) e.target.blur();
    return;
  }
  if (e.key === '?') { interrupteur.click(); return; }
  const el = actives ? parTouche.get(e.key.toLowerCase()) : undefined;
  if (!el || el.disabled) return;
  e.preventDefault();
  const reste = el.matches('a[rel]') ? entame() : undefined;
  if (reste) {
    dit.textContent = 'Enregistrez d’abord ce que vous avez tapé, ou effacez-le.';
    reste.focus();
  } else el.click();
});
