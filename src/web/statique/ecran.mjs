// [data-ecran]: the projected page. M (or Escape) hides all but the situation under discussion; arrows go to the next.
const ecran = document.querySelector('[data-ecran]');
const bouton = ecran.querySelector('[data-seule]');

function basculer(seule = !ecran.classList.contains('seule')) {
  ecran.classList.toggle('seule', seule);
  bouton.setAttribute('aria-pressed', seule);
  sessionStorage.setItem('seule', seule ? 'oui' : 'non');
}

bouton.addEventListener('click', (e) => { e.preventDefault(); basculer(); });
if (sessionStorage.getItem('seule') === 'oui') basculer(true);

document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, textarea, select')) return;
  if (e.key.toLowerCase() === 'm') basculer();
  else if (e.key === 'Escape') basculer(true);
  else if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') ecran.querySelector(e.key === 'ArrowRight' ? '[rel=next]' : '[rel=prev]')?.click();
});

// What is decided at the keyboard of another shows here by itself.
setInterval(async () => {
  if (document.hidden) return;
  const reponse = await fetch(location.href).catch(() => undefined);
  if (!reponse?.ok || reponse.redirected) return;
  const neuve = new DOMParser().parseFromString(await reponse.text(), 'text/html').querySelector('.ecran-situation');
  const ancienne = ecran.querySelector('.ecran-situation');
  if (neuve && neuve.innerHTML !== ancienne.innerHTML) ancienne.innerHTML = neuve.innerHTML;
}, 5000);
