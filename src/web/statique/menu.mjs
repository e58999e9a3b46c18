// On a phone the rows of the menu scroll sideways: where one is must be in sight.
for (const ici of document.querySelectorAll('.menu a[aria-current]')) {
  const rangee = ici.closest('ul');
  rangee.scrollLeft = ici.offsetLeft - (rangee.clientWidth - ici.offsetWidth) / 2;
}
