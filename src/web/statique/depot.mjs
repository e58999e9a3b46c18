// input[data-depot]: the browser's own button follows its language, not ours. The field stays, transparent, over a frame of
// ours: a click, the keyboard and a file dropped on it still reach it. Without this: the field as the browser draws it.
const unites = ['octets', 'Ko', 'Mo', 'Go'];

function poids(octets) {
  let rang = 0;
  for (; octets >= 1000 && rang < unites.length - 1; rang++) octets /= 1000;
  return `${octets.toLocaleString('fr', { maximumFractionDigits: rang > 1 ? 1 : 0 })}\u00a0${unites[rang]}`;
}

for (const champ of document.querySelectorAll('input[data-depot]')) {
  const cadre = champ.parentElement;
  const bouton = document.createElement('span');
  const nom = document.createElement('span');
  bouton.className = 'btn btn-outline-secondary';
  bouton.textContent = 'Choisir un fichier';
  bouton.setAttribute('aria-hidden', 'true');
  nom.className = 'depot-nom';
  cadre.classList.add('depot-dessine');
  cadre.append(bouton, nom);

  const montrer = () => {
    const [fichier] = champ.files;
    nom.textContent = fichier ? `${fichier.name} (${poids(fichier.size)})` : 'ou déposez-le ici';
    cadre.classList.toggle('depot-plein', Boolean(fichier));
  };
  champ.addEventListener('change', montrer);
  for (const [quoi, dessus] of [['dragenter', true], ['dragleave', false], ['drop', false]])
    champ.addEventListener(quoi, () => cadre.classList.toggle('depot-survole', dessus));
  montrer();
}
