import assert from 'node:assert/strict';
import test from 'node:test';
import { launchChromium, openReport } from '../../testing/chromium.ts';
import { listParts } from '../html/list.ts';
import { comparisonOf } from './comparison.ts';
import { comparisonHtml } from './comparison-html.ts';
import { AFTER, BEFORE } from './testing/compared-runs.ts';

test('the page of a comparison in a browser: what was lost is open to look into, the same is folded away', async (context) => {
  const browser = await launchChromium();
  context.after(() => browser.close());
  const markup = comparisonHtml(comparisonOf([BEFORE, AFTER]), listParts());
  const { page, complaints, close } = await openReport(browser, markup);
  assert.equal(
    await page.locator('h1').innerText(),
    '1 scenario lost, 1 gained, 1 quirk mended: after <2.1> against before',
  );
  assert.match(
    await page.locator('#quirks + * + * tbody tr').first().innerText(),
    /^html-errors costly\tmended\t4\t0\t/,
  );
  assert.equal(await page.locator('.group[data-verdict="same"] .rows').isVisible(), false);
  await page.click('.counts [data-verdict="lost"]');
  assert.equal(await page.locator('#shown').innerText(), '1 of 24');
  await page.click('[id="QUORUM-001"] summary');
  const rows = await page.locator('[id="QUORUM-001"] tbody tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split('\t')),
    [
      ['before', 'passed', ''],
      ['after <2.1>', 'failed', 'expected it, got null'],
    ],
  );
  assert.deepEqual(complaints, []);
  await close();
});
