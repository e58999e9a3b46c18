// form[data-mots-sensibles="/url"], textarea[data-faits]: warns before saving when a text judges or diagnoses.
// GET /url answers JSON [{"mot": "feignant*", "conseil": "Décrivez ce qui a été observé."}]: a final * stands for any
// ending. The server warns too.
const sans_accent = (t) => t.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function reperes(texte, liste) {
  const mots = ` ${sans_accent(texte).replace(/[^a-z0-9]+/g, ' ')} `;
  return liste.flatMap(({ mot, conseil }) => {
    const cherche = ` ${sans_accent(mot).replace(/\*$/, '')}`;
    const place = mots.indexOf(mot.endsWith('*') ? cherche : `${cherche} `);
    if (place < 0) return [];
    return [{ mot: mots.slice(place + 1, mots.indexOf(' ', place + cherche.length)), conseil }];
  });
}

for (const form of document.querySelectorAll('form[data-mots-sensibles]')) {
  const liste = fetch(form.dataset.motsSensibles).then((r) => (r.ok ? r.json() : [])).catch(() => []);
  for (const zone of form.querySelectorAll('[data-faits]')) {
    const avis = document.createElement('p');
    avis.className = 'avis-de-saisie';
    avis.setAttribute('role', 'status');
    avis.hidden = true;
    zone.after(avis);
    let minuterie;
    zone.addEventListener('input', () => {
      clearTimeout(minuterie);
      minuterie = setTimeout(async () => {
        const vus = reperes(zone.value, await liste);
        avis.hidden = vus.length === 0;
        avis.textContent = vus.map(({ mot, conseil }) => `«\u00a0${mot}\u00a0»\u00a0: ${conseil}`).join(' ');
      }, 400);
    });
  }
}
