// [data-selection]: « Tout sélectionner » and how many rows are chosen, for the boxes name="choix" of the same form.
for (const barre of document.querySelectorAll('[data-selection]')) {
  const form = barre.closest('form');
  const tout = barre.querySelector('[data-tout]');
  const compte = barre.querySelector('[data-compte]');
  const cases = [...form.querySelectorAll('input[name="choix"]')];
  const boutons = barre.querySelectorAll('button[type="submit"]');
  barre.querySelector('.selection-tout').hidden = cases.length < 2;

  const montrer = () => {
    const n = cases.filter((c) => c.checked).length;
    tout.checked = n === cases.length && n > 0;
    tout.indeterminate = n > 0 && n < cases.length;
    compte.textContent = n === 0 ? '' : n === 1 ? '1 ligne choisie' : `${n} lignes choisies`;
    for (const b of boutons) b.setAttribute('aria-disabled', n === 0);
  };
  tout.addEventListener('change', () => { for (const c of cases) c.checked = tout.checked; montrer(); });
  form.addEventListener('change', montrer);
  form.addEventListener('submit', (e) => {
    if (e.submitter && barre.contains(e.submitter) && !cases.some((c) => c.checked)) {
      e.preventDefault();
      compte.textContent = 'Choisissez au moins une ligne.';
    }
  });
  montrer();
}
