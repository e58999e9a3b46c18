// [data-progres="/url"]: asks how far the job is, shows it, and opens the page again when it is finished.
// GET /url answers the same fragment (web::progres); without this, a link « Actualiser ».
const pause = (ms) => new Promise((fini) => setTimeout(fini, ms));

async function suivre(bloc) {
  for (let attente = 1000; bloc.isConnected; attente = Math.min(attente * 1.3, 8000)) {
    await pause(attente);
    if (document.hidden) continue;
    const reponse = await fetch(bloc.dataset.progres).catch(() => null);
    if (!reponse?.ok) continue;
    const recu = new DOMParser().parseFromString(await reponse.text(), 'text/html').querySelector('.progres');
    if (!recu) return;
    if ('fini' in recu.dataset) return location.assign(recu.dataset.ici);
    const [avant, apres] = [bloc.querySelector('progress'), recu.querySelector('progress')];
    for (const nom of ['max', 'value']) if (apres.hasAttribute(nom)) avant.setAttribute(nom, apres.getAttribute(nom));
    const etat = recu.querySelector('.progres-etat').textContent;
    if (bloc.querySelector('.progres-etat').textContent !== etat) bloc.querySelector('.progres-etat').textContent = etat;
  }
}

for (const bloc of document.querySelectorAll('[data-progres]')) suivre(bloc);
