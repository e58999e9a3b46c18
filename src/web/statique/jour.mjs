// input[data-jour]: the day is typed jj/mm/aaaa; a button opens the calendar of the browser. Down arrow opens it too.
const icone = '<svg class="icone" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 5h18v16H3zM3 10h18M8 2.5V7M16 2.5V7"/></svg>';
const en_iso = (t) => t.trim().replace(/^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$/, (_, j, m, a) => `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`);

for (const champ of document.querySelectorAll('input[data-jour]')) {
  const calendrier = document.createElement('input');
  if (!('showPicker' in calendrier)) break;
  const bouton = document.createElement('button');
  const cadre = document.createElement('div');
  calendrier.type = 'date';
  calendrier.tabIndex = -1;
  calendrier.setAttribute('aria-hidden', 'true');
  bouton.type = 'button';
  bouton.className = 'btn btn-outline-secondary';
  bouton.innerHTML = `${icone}<span class="visually-hidden">Choisir dans le calendrier</span>`;
  cadre.className = 'avec-calendrier';
  champ.replaceWith(cadre);
  cadre.append(champ, bouton, calendrier);

  const ouvrir = () => { calendrier.value = en_iso(champ.value); calendrier.showPicker(); };
  bouton.addEventListener('click', ouvrir);
  champ.addEventListener('keydown', (e) => { if (e.key === 'ArrowDown') { e.preventDefault(); ouvrir(); } });
  calendrier.addEventListener('change', () => {
    champ.value = calendrier.value.split('-').reverse().join('/');
    champ.dispatchEvent(new Event('input', { bubbles: true }));
    champ.focus();
  });
}
