import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openReport } from './chromium.ts';
import { OVERFLOWS } from './overflows.ts';

/** How readers have a page before them. */
const MODES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  light: (page) => page.emulateMedia({ colorScheme: 'light' }),
  dark: (page) => page.emulateMedia({ colorScheme: 'dark' }),
  '390px': async (page) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(NEXT_FRAME);
  },
};

/** What watches sizes has run: it does before a frame is painted, and the second frame comes after the first is. */
const NEXT_FRAME = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';

/** Opens what is folded and presses what can be pressed: what nobody sees is not looked at. */
const SHOW_ALL = `for (const each of document.querySelectorAll('details')) each.open = true;
for (const each of document.querySelectorAll('[data-verdict][aria-pressed="false"]:not([data-topic])')) each.click();`;

/** The page, and then the help that lies over it. */
const LOOK = `(async () => {
  const options = { resultTypes: ['violations'] };
  const found = [await axe.run(document, options)];
  const help = document.getElementById('help');
  if (help !== null) {
    help.showModal();
    found.push(await axe.run('#help', options));
    help.close();
  }
  return found.flatMap(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => [id, target.join(' ')])),
  );
})()`;

/** A page as its generator makes it. */
export interface NamedPage {
  /** Where its generator is: `reports/generators/fleet/report-html.ts`. */
  readonly generator: string;
  readonly markup: string;
}

/**
 * What keeps somebody from reading these pages: each rule of axe that one of them breaks, and what sticks out of its box, in
 * light, in dark and on a telephone. One `page mode rule selector` a line; none where all is well.
 */
export async function accessibilityFaults(
  browser: Browser,
  pages: readonly NamedPage[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { generator, markup } of pages) {
    const { page, close } = await openReport(browser, markup);
    await page.evaluate(SHOW_ALL);
    await page.evaluate(axe.source);
    for (const [mode, set] of Object.entries(MODES)) {
      await set(page);
      const found = [
        ...((await page.evaluate(LOOK)) as Found),
        ...((await page.evaluate(OVERFLOWS)) as Found),
      ];
      faults.push(...found.map(([rule, selector]) => `${generator} ${mode} ${rule} ${selector}`));
    }
    await close();
  }
  return faults;
}

type Found = readonly (readonly [rule: string, selector: string])[];
