// Search, filters and keys of a list of scenarios.
const { filtersOf, fragmentOf, idOf, setFragment } = globalThis.listAddress;
const rows = [...document.querySelectorAll('.scenario')];
const groups = [...document.querySelectorAll('.group')];
const topics = [...document.querySelectorAll('.topic')];
const search = document.getElementById('search');
const level = document.getElementById('level');
const topic = document.getElementById('topic');
const shown = document.getElementById('shown');
const selection = document.getElementById('selection');
const help = document.getElementById('help');
const verdictButtons = [...document.querySelectorAll('.counts [data-verdict]')];
const cells = [...document.querySelectorAll('.matrix [data-topic]')];

// What a row says in all, looked at by the first search.
const texts = new Map();
const wasOpen = new Map(groups.map((group) => [group, group.open]));

const textOf = (row) => {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return texts.get(row);
};
const isPressed = (button) => button.getAttribute('aria-pressed') === 'true';
const pressedVerdicts = () => verdictButtons.filter(isPressed).map((button) => button.dataset.verdict);
const press = (button, on) => button.setAttribute('aria-pressed', String(on));

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = new Set(pressedVerdicts());
  const isFiltered = words.length > 0 || verdicts.size > 0 || level.value !== '' || topic.value !== '';
  let count = 0;
  for (const row of rows) {
    const { dataset } = row;
    const fits =
      (verdicts.size === 0 || verdicts.has(dataset.verdict)) &&
      (level.value === '' || dataset.level === level.value) &&
      (topic.value === '' || dataset.topic === topic.value) &&
      words.every((word) => textOf(row).includes(word));
    row.hidden = !fits;
    if (fits) count++;
  }
  for (const heading of topics) {
    heading.hidden = !rows.some(
      (row) =>
        !row.hidden &&
        row.parentElement === heading.parentElement &&
        row.dataset.topic === heading.dataset.topic,
    );
  }
  for (const group of groups) {
    const fitting = group.querySelectorAll('.scenario:not([hidden])').length;
    group.hidden = fitting === 0;
    group.querySelector('.fitting').textContent = String(fitting);
    group.open = isFiltered ? true : wasOpen.get(group);
  }
  for (const cell of cells) {
    press(cell, topic.value === cell.dataset.topic && level.value === cell.dataset.level);
  }
  selection.hidden = !isFiltered;
  selection.textContent = `Only what fits: ${[...verdicts, level.value, topic.value, ...words].filter(Boolean).join(', ')} (${count} of ${rows.length})`;
  shown.textContent = isFiltered ? `${count} of ${rows.length}` : `${rows.length} scenarios`;
}

function setFilters({ verdicts, level: aLevel, topic: aTopic, text }) {
  search.value = text;
  for (const [select, value] of [
    [level, aLevel],
    [topic, aTopic],
  ])
    select.value = [...select.options].some((option) => option.value === value) ? value : '';
  for (const button of verdictButtons) press(button, verdicts.includes(button.dataset.verdict));
}

// A text that is being typed is one view, however many letters it has.
let isTyping = false;

// After somebody has changed a filter: the list, and the address, which opens the same view.
function changed(bySearch = false) {
  show();
  const filters = { verdicts: pressedVerdicts(), level: level.value, topic: topic.value, text: search.value };
  setFragment(fragmentOf(filters), bySearch && isTyping);
  isTyping = bySearch;
}

function clear() {
  setFilters(filtersOf(''));
  changed();
}

const visibleRows = () => rows.filter((row) => !row.hidden && (row.closest('.group')?.open ?? true));

function step(by) {
  const visible = visibleRows();
  const here = visible.indexOf(document.activeElement?.closest('.scenario'));
  const next = visible[here === -1 ? 0 : Math.min(visible.length - 1, Math.max(0, here + by))];
  next?.querySelector('summary').focus();
  next?.scrollIntoView({ block: 'nearest' });
}

// Shows what the address names: filters, or a scenario among all others.
function follow() {
  isTyping = false;
  setFilters(filtersOf(location.hash));
  show();
  const row = document.getElementById(idOf(location.hash));
  if (!row?.classList.contains('scenario')) return;
  row.closest('.group').open = true;
  row.open = true;
  row.scrollIntoView({ block: 'start' });
  row.querySelector('summary').focus({ preventScroll: true });
}

for (const button of verdictButtons) {
  button.addEventListener('click', () => {
    press(button, !isPressed(button));
    changed();
  });
}
for (const cell of cells) {
  cell.addEventListener('click', () => {
    const isOn = isPressed(cell);
    topic.value = isOn ? '' : cell.dataset.topic;
    level.value = isOn ? '' : cell.dataset.level;
    changed();
    document.getElementById('scenarios').scrollIntoView({ block: 'start', behavior: 'smooth' });
  });
}
search.addEventListener('input', () => changed(true));
level.addEventListener('change', () => changed());
topic.addEventListener('change', () => changed());
document.getElementById('clear').addEventListener('click', clear);
document.getElementById('keys').addEventListener('click', () => help.showModal());

document.addEventListener('click', async (event) => {
  const button = event.target.closest('.command button');
  if (button === null) return;
  const text = button.previousElementSibling;
  getSelection().selectAllChildren(text);
  // without leave to write there the text stays selected, ready to be copied
  await navigator.clipboard?.writeText(text.textContent).then(
    () => {
      button.textContent = 'copied';
    },
    () => undefined,
  );
});

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => search.focus(),
  '?': () => help.showModal(),
  Escape: clear,
};

addEventListener('keydown', (event) => {
  if (help.open || event.ctrlKey || event.metaKey || event.altKey) return;
  const isInField = event.target.closest('input, select, textarea');
  if (isInField && event.key === 'Enter') {
    event.preventDefault();
    step(1);
    return;
  }
  if (isInField && event.key !== 'Escape') return;
  const act = KEYS[event.key];
  if (act === undefined) return;
  event.preventDefault();
  if (isInField) event.target.blur();
  act();
});
addEventListener('hashchange', follow);

follow();
