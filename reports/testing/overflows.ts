/**
 * An expression for a page: what is wider than the screen where nothing scrolls to it, and what is wider than the button or
 * the pill that it stands in, as `[rule, selector]`. axe has no rule for it.
 */
export const OVERFLOWS = `(() => {
  const selectorOf = (each) =>
    [each.closest('[id]')?.id, each.tagName.toLowerCase() + [...each.classList].map((name) => '.' + name).join('')]
      .filter((part) => part !== undefined)
      .join(' ');
  const scrolls = (each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX);
  const isReached = (each) => each !== null && (scrolls(each) || isReached(each.parentElement));
  const found = [];
  for (const each of document.querySelectorAll('body *')) {
    const box = each.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.right > innerWidth + 1 && !isReached(each)) found.push(['beyond-the-screen', selectorOf(each)]);
    if (each.matches('button, .pill') && each.scrollWidth > each.clientWidth + 1)
      found.push(['beyond-its-box', selectorOf(each) + ' ' + each.textContent]);
  }
  return found;
})()`;
