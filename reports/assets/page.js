// What scrolls is reached by keys: it can be focused as long as it holds more than it shows.
const SCROLLERS = '.wide, .journal, .pair pre';
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    if (scrolls) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});
for (const each of document.querySelectorAll(SCROLLERS)) watched.observe(each);

// Light or dark: as the system has it, until the button or the key says otherwise; light on paper.
const root = document.documentElement;
const paper = matchMedia('print');
const isDark = () =>
  !paper.matches &&
  (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

function turnTheme() {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  dispatchEvent(new Event('theme'));
}

document.getElementById('theme').addEventListener('click', turnTheme);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
  dispatchEvent(new Event('theme')),
);
addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, select, textarea');
  if (event.key === 't' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) turnTheme();
});
