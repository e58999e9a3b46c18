// [data-fin-de-session="seconds"]: says two minutes before that the session ends; Enter on the focused button prolongs it.
// POST to data-prolonger answers 204, or 200 with the number of seconds left as text.
const annonce = document.querySelector('[data-fin-de-session]');
const [texte, rester, revenir] = [annonce.querySelector('p'), annonce.querySelector('button'), annonce.querySelector('a')];
const avance = 120;
let fin, avant;

function compter(secondes) {
  fin = Date.now() + secondes * 1000;
  annonce.hidden = true;
}

function montrer() {
  const reste = Math.round((fin - Date.now()) / 1000);
  if (reste > avance) return;
  if (annonce.hidden) {
    annonce.hidden = rester.hidden = false;
    revenir.hidden = true;
    avant = document.activeElement;
    texte.textContent = 'Votre session se termine dans deux minutes. Prolongez-la pour finir votre saisie.';
    rester.focus({ preventScroll: true });
  }
  if (reste > 0 || rester.hidden) return;
  texte.textContent = 'Votre session est terminée. Reconnectez-vous dans une autre fenêtre, puis revenez ici envoyer votre saisie.';
  rester.hidden = true;
  revenir.hidden = false;
}

rester.addEventListener('click', async () => {
  const corps = new URLSearchParams({ csrf: annonce.dataset.csrf });
  const reponse = await fetch(annonce.dataset.prolonger, { method: 'POST', body: corps }).catch(() => null);
  if (!reponse?.ok) {
    texte.textContent = 'La session n’a pas pu être prolongée. Enregistrez votre saisie.';
    return;
  }
  compter(Number(await reponse.text()) || Number(annonce.dataset.finDeSession));
  avant?.focus({ preventScroll: true });
});

compter(Number(annonce.dataset.finDeSession));
setInterval(montrer, 1000);
