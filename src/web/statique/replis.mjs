// details[data-repli]: a section of a long page, open as sent. On a phone it starts folded, unless the address or a link
// of the page points at it; on paper it opens.
const sections = [...document.querySelectorAll('details[data-repli]')];
const de = (ancre) => sections.find((s) => ancre && (s.closest(`#${CSS.escape(ancre)}`) || s.querySelector(`#${CSS.escape(ancre)}`)));

if (matchMedia('(max-width: 48rem)').matches) {
  for (const s of sections) s.open = false;
  const vise = de(decodeURIComponent(location.hash.slice(1)));
  if (vise) {
    vise.open = true;
    vise.scrollIntoView();
  }
}
for (const lien of document.querySelectorAll('a[href^="#"]')) {
  lien.addEventListener('click', () => {
    const vise = de(lien.hash.slice(1));
    if (vise) vise.open = true;
  });
}

let fermees = [];
addEventListener('beforeprint', () => {
  fermees = [...document.querySelectorAll('main details:not([open])')];
  for (const d of fermees) d.open = true;
});
addEventListener('afterprint', () => { for (const d of fermees) d.open = false; });
