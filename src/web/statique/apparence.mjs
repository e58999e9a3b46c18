// [data-apparence]: light, dark or system, applied at once and kept in a cookie of ours. Without it: a GET does the same.
const formulaire = document.querySelector('[data-apparence]');
const media = { systeme: 'screen and (prefers-color-scheme: dark)', claire: 'not all', sombre: 'screen' };

formulaire.addEventListener('submit', (e) => {
  const choix = e.submitter?.value;
  if (!(choix in media)) return;
  e.preventDefault();
  document.getElementById('feuille-sombre').media = media[choix];
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `apparence=${choix}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  for (const bouton of formulaire.querySelectorAll('button')) bouton.setAttribute('aria-pressed', bouton.value === choix);
});
