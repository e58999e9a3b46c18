// Small gestures: copy, print, no double sending, focus on the error summary.
for (const bouton of document.querySelectorAll('[data-copier]')) {
  bouton.hidden = !navigator.clipboard;
  bouton.addEventListener('click', async () => {
    await navigator.clipboard.writeText(bouton.dataset.copier);
    const noeud = bouton.lastChild;
    const libelle = noeud.textContent;
    noeud.textContent = 'Copié';
    bouton.setAttribute('aria-live', 'polite');
    setTimeout(() => { noeud.textContent = libelle; }, 2000);
  });
}

for (const bouton of document.querySelectorAll('[data-imprimer]')) {
  bouton.hidden = false;
  bouton.addEventListener('click', () => print());
}

// A second press within five seconds sends nothing more; coming back to the page frees the form.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let parti = 0;
  form.addEventListener('submit', (e) => {
    if (e.defaultPrevented) return;
    if (Date.now() - parti < 5000) e.preventDefault();
    else parti = Date.now();
  });
  addEventListener('pageshow', () => { parti = 0; });
}

document.getElementById('erreurs')?.focus();
// Sans script, l’ancre ouvre la page refusée sur ses erreurs ; avec, elle ne ferait que rester dans l’adresse.
addEventListener('submit', (e) => {
  if (e.target.getAttribute('action')?.endsWith('#erreurs')) e.target.setAttribute('action', e.target.getAttribute('action').slice(0, -8));
}, true);
