import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, openReport } from '../../testing/chromium.ts';
import { chartPageParts } from '../html/charts.ts';
import { fleetReportHtml } from './report-html.ts';
import { SAMPLE_FLEET_RESULTS } from './testing/sample-results.ts';

const MARKUP = fleetReportHtml(SAMPLE_FLEET_RESULTS, chartPageParts());

describe('the report of a fleet in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every chart is drawn in ${colorScheme}, without a request, an error or a word on the console`, async () => {
      const { page, complaints, close } = await openReport(browser, MARKUP, { colorScheme });
      await page.locator('.chart canvas').nth(4).waitFor();
      const titles = await page.locator('.chart h3').allInnerTexts();
      assert.deepEqual(titles, [
        'Nodes by state · nodes',
        'Nodes online by group · nodes',
        'Votes and runs · in total',
        'Jobs under way · jobs',
        'Memory · MB',
      ]);
      // a canvas that nothing was drawn on has one colour
      const colours = await page.evaluate(`[...document.querySelectorAll('.chart canvas')].map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      })`);
      assert.ok(
        (colours as readonly number[]).every((count) => count > 10),
        `colours: ${colours}`,
      );
      assert.deepEqual(complaints, []);
      await close();
    });
  }

  test('the charts are as wide as their place, also after it changes, and nothing is wider than the page', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP, { width: 1_280 });
    await page.locator('.chart canvas').first().waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    // not waitForFunction: it asks again by eval, which the page's policy forbids
    await page.evaluate(`new Promise((done) => {
      const look = () => document.querySelector('.uplot').clientWidth < 390 ? done() : requestAnimationFrame(look);
      look();
    })`);
    assert.equal(await page.locator('html').evaluate((root) => root.scrollWidth), 390);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('turning light to dark draws the charts anew', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    await page.locator('.chart canvas').nth(4).waitFor();
    await page.click('#theme');
    assert.equal(await page.locator('.chart canvas').count(), 5);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('on paper the charts are light and fit, complete jobs and folded metrics are left out', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP, { colorScheme: 'dark' });
    await page.locator('.chart canvas').nth(3).waitFor();
    await page.setViewportSize({ width: 700, height: 900 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate('isDark()'), false);
    assert.equal(await page.locator('html').evaluate((root) => root.scrollWidth), 700);
    assert.deepEqual(await page.locator('.jobs tbody tr:visible td:first-child').allInnerTexts(), ['a#2']);
    assert.equal(await page.getByText('jobs that are complete are left out').isVisible(), true);
    assert.equal(await page.getByText('jobs_planned', { exact: true }).isVisible(), false);
    assert.deepEqual(complaints, []);
    await close();
  });
});
