import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openReport } from '../../testing/chromium.ts';
import { listParts } from '../html/list.ts';
import { comparisonOf } from './comparison.ts';
import { comparisonHtml } from './comparison-html.ts';
import { conformanceReportHtml } from './report-html.ts';
import type { ConformanceResults } from './results.ts';
import { AFTER, BEFORE } from './testing/compared-runs.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';
import { VERDICTS } from './verdict.ts';

const COPIES = 20;

/** As long as a run of all features of which three in five ask for attention. */
function longRun(): ConformanceResults {
  const { scenarios: few, counts } = SAMPLE_CONFORMANCE_RESULTS;
  const scenarios = Array.from({ length: COPIES }, (_, copy) =>
    few.map((each) => ({ ...each, id: each.id.replace('-', `-${copy}`) })),
  ).flat();
  const many = VERDICTS.map((verdict) => [verdict, counts[verdict] * COPIES]);
  return { ...SAMPLE_CONFORMANCE_RESULTS, scenarios, counts: Object.fromEntries(many) };
}

/** The pages that a printer makes of it: each has an object of this type in the file. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Which of these are to be seen. */
async function seenOf(page: Page, selectors: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const selector of selectors) if (await page.locator(selector).first().isVisible()) seen.push(selector);
  return seen;
}

describe('a report on paper', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  test('a run with 300 scenarios that ask for attention fits on some pages, with a line for each', async () => {
    const { page, complaints, close } = await openReport(
      browser,
      conformanceReportHtml(longRun(), listParts()),
    );
    const attention = page.locator('.scenario[data-attention]:visible');
    assert.equal(await attention.count(), 300);
    const sheets = await sheetsOf(page);
    assert.ok(sheets > 5 && sheets < 25, `${sheets} pages`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('it has verdict, counts and failures in a line; what was folded stays so, what only a screen can use is not there', async () => {
    const markup = conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, listParts());
    const { page, complaints, close } = await openReport(browser, markup);
    await page.click('[id="FEEDS-001"] > summary');
    await page.emulateMedia({ media: 'print' });
    const open = '[id="FEEDS-004"]';
    const there = [
      'h1',
      '.counts [data-verdict="failed"]',
      '.matrix',
      '.quirk h3',
      '.on-paper.note',
      '[id="FEEDS-001"] > summary .brief',
      `${open} .pair pre`,
      '.group[data-verdict="passed"] > summary',
      '#about',
    ];
    const notThere = [
      '.toolbar',
      '#theme',
      '#selection',
      '.quirk .command',
      '.quirk details',
      '[id="FEEDS-001"] .inside',
      `${open} .journal`,
      `${open} .steps`,
      `${open} .command`,
      '.group[data-verdict="passed"] .scenario',
      '#differences',
    ];
    assert.deepEqual(await seenOf(page, [...there, ...notThere]), there);
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(
      await seenOf(page, ['.on-paper', '.toolbar', `${open} .journal`, '.quirk .command', '#differences']),
      ['.toolbar', `${open} .journal`, '.quirk .command', '#differences'],
    );
    assert.deepEqual(complaints, []);
    await close();
  });

  test('filters say on paper what they left', async () => {
    const markup = comparisonHtml(comparisonOf([BEFORE, AFTER]), listParts());
    const { page, close } = await openReport(browser, markup, { fragment: '#verdict=lost&level=must' });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#selection').innerText(), 'Only what fits: lost, must (1 of 24)');
    assert.deepEqual(
      await page.locator('.scenario:visible').evaluateAll((rows) => rows.map(({ id }) => id)),
      ['QUORUM-001'],
    );
    await close();
  });
});
