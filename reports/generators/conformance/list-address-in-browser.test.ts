import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openReport } from '../../testing/chromium.ts';
import { listParts } from '../html/list.ts';
import { comparisonOf } from './comparison.ts';
import { comparisonHtml } from './comparison-html.ts';
import { conformanceReportHtml } from './report-html.ts';
import { AFTER, BEFORE } from './testing/compared-runs.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const MARKUP = conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, listParts());

/** As the page has it: the driver hears of it some time after. */
const fragmentOf = (page: Page) => page.evaluate<string>('location.hash');
const shownText = (page: Page) => page.locator('#shown').innerText();

/** What somebody sees of the filters, and the rows they leave. */
async function viewOf(page: Page) {
  return {
    pressed: await page
      .locator('.counts [aria-pressed="true"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-verdict'))),
    level: await page.locator('#level').inputValue(),
    topic: await page.locator('#topic').inputValue(),
    text: await page.locator('#search').inputValue(),
    shown: await shownText(page),
  };
}

/** Goes back or forward; the page is told of its address some time after. */
async function travel(page: Page, way: 'goBack' | 'goForward', shown: string): Promise<void> {
  await page[way]();
  await page.locator('#shown').getByText(shown, { exact: true }).waitFor();
}

describe('the filters of a report are in its address', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  test('a link to a filtered report opens the same view', async () => {
    const one = await openReport(browser, MARKUP);
    await one.page.click('.counts [data-verdict="failed"]');
    await one.page.click('.counts [data-verdict="known failure"]');
    await one.page.selectOption('#level', 'must');
    await one.page.selectOption('#topic', 'quorum');
    await one.page.fill('#search', 'a whole number');
    const [fragment, view] = [await fragmentOf(one.page), await viewOf(one.page)];
    assert.equal(
      fragment,
      '#verdict=failed&verdict=known+failure&level=must&topic=quorum&text=a+whole+number',
    );
    assert.equal(view.shown, '1 of 24');
    assert.deepEqual(one.complaints, []);
    await one.close();

    const other = await openReport(browser, MARKUP, { fragment });
    assert.deepEqual(await viewOf(other.page), view);
    assert.deepEqual(other.complaints, []);
    await other.close();
  });

  test('back and forward go through the views; a text that was typed is one of them', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    await page.selectOption('#topic', 'feeds');
    await page.click('.counts [data-verdict="error"]');
    await page.click('#search');
    await page.keyboard.type('EADDRINUSE');
    assert.equal(await fragmentOf(page), '#verdict=error&topic=feeds&text=EADDRINUSE');
    await travel(page, 'goBack', '2 of 24');
    assert.deepEqual((await viewOf(page)).text, '');
    await travel(page, 'goBack', '5 of 24');
    assert.deepEqual((await viewOf(page)).pressed, []);
    await travel(page, 'goBack', '24 scenarios');
    await travel(page, 'goForward', '5 of 24');
    await travel(page, 'goForward', '2 of 24');
    await travel(page, 'goForward', '1 of 24');
    await page.click('#clear');
    assert.equal(await fragmentOf(page), '');
    await travel(page, 'goBack', '1 of 24');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a link to a scenario shows it among all, and the way back leads to the filters', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP, { fragment: '#topic=requests' });
    assert.equal(await shownText(page), '5 of 24');
    await page.click('a[href="#NODES-002"]');
    await page.locator('[id="NODES-002"] .inside').waitFor();
    assert.equal(await shownText(page), '24 scenarios');
    await travel(page, 'goBack', '5 of 24');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a cell of topic and level is a view of its own, and pressed again none', async () => {
    const { page, close } = await openReport(browser, MARKUP);
    const cell = '.matrix [data-topic="nodes"][data-level="extension"]';
    await page.click(cell);
    assert.equal(await fragmentOf(page), '#level=extension&topic=nodes');
    await page.click(cell);
    assert.equal(await fragmentOf(page), '');
    await close();
  });

  for (const fragment of [
    '#%',
    '#level=nonsense&topic=<b>',
    '#verdict',
    '#=',
    '#__proto__=1&verdict=toString',
  ])
    test(`an address that names nothing here shows all: ${fragment}`, async () => {
      const { page, complaints, close } = await openReport(browser, MARKUP, { fragment });
      assert.equal(await shownText(page), '24 scenarios');
      assert.deepEqual(complaints, []);
      await close();
    });

  test('a comparison has them too', async () => {
    const markup = comparisonHtml(comparisonOf([BEFORE, AFTER]), listParts());
    const { page, complaints, close } = await openReport(browser, markup, { fragment: '#verdict=lost' });
    assert.equal(await shownText(page), '1 of 24');
    await page.click('.counts [data-verdict="gained"]');
    assert.equal(await fragmentOf(page), '#verdict=lost&verdict=gained');
    assert.deepEqual(complaints, []);
    await close();
  });
});
