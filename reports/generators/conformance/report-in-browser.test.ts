import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openReport } from '../../testing/chromium.ts';
import { listParts } from '../html/list.ts';
import { conformanceReportHtml } from './report-html.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const MARKUP = conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, listParts());

/** Ids of the rows that somebody sees, in their order. */
async function seenIds(page: Page): Promise<readonly string[]> {
  return await page
    .locator('.group[open] .scenario:not([hidden])')
    .evaluateAll((rows) => rows.map(({ id }) => id));
}

const shownText = (page: Page) => page.locator('#shown').textContent();
const isOpen = (page: Page, id: string) =>
  page.locator(`[id="${id}"]`).evaluate((row) => row.hasAttribute('open'));
const groundOf = (page: Page) =>
  page
    .locator('body')
    .evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor);

describe('the conformance report in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  test('it opens without a request, an error or a word on the console', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    assert.match((await page.locator('h1').textContent()) ?? '', /^Does not conform: 5 of 17 musts failed$/);
    assert.equal(await shownText(page), '24 scenarios');
    // what the judged server sent was markup: none of it became an element
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('verdict, level, topic and words leave what fits, and all is back after clearing', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    await page.click('.counts [data-verdict="known failure"]');
    assert.deepEqual(await seenIds(page), ['FEEDS-005', 'QUORUM-003', 'QUORUM-004:4', 'REQUESTS-005']);
    assert.equal(await shownText(page), '4 of 24');
    await page.selectOption('#level', 'should');
    assert.deepEqual(await seenIds(page), ['QUORUM-003']);
    await page.click('#clear');
    assert.equal(await shownText(page), '24 scenarios');
    await page.selectOption('#topic', 'feeds');
    assert.equal(await shownText(page), '5 of 24');
    await page.click('#clear');
    await page.click('.matrix [data-topic="nodes"][data-level="extension"]');
    assert.deepEqual(await seenIds(page), ['NODES-006']);
    await page.click('#clear');
    await page.fill('#search', 'EADDRINUSE listen');
    assert.deepEqual(await seenIds(page), ['FEEDS-002']);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a failure shows its requirement, both values, the journal and the command to run it again', async () => {
    const { page, close } = await openReport(browser, MARKUP);
    await page.click('.counts [data-verdict="known failure"]');
    const row = page.locator('[id="QUORUM-004:4"]');
    assert.equal(await row.locator('.inside').isVisible(), false);
    await row.locator('summary').first().click();
    assert.equal(await row.locator('.inside').isVisible(), true);
    const text = await row.innerText();
    for (const part of [
      'a quorum is a whole number',
      '§ jobs, POST',
      'takes any number',
      'nack_commit',
      "push-harness conform QUORUM-004:4 --target 'my targets/shop.yaml' --retry 1",
    ]) {
      assert.ok(text.includes(part), `the row shows ${part}: ${text}`);
    }
    assert.deepEqual(await row.locator('.pair pre').allInnerTexts(), ['400', '500']);
    await close();
  });

  test('keys go through the rows, open them, search and explain themselves', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    const focused = () => page.locator('.scenario:focus-within').getAttribute('id');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(await focused(), 'FEEDS-004');
    await page.keyboard.press('k');
    assert.equal(await focused(), 'FEEDS-001');
    assert.equal(await isOpen(page, 'FEEDS-001'), true);
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(page, 'FEEDS-001'), false);
    await page.keyboard.press('/');
    await page.keyboard.type('QUORUM-002');
    assert.equal(await shownText(page), '1 of 24');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'QUORUM-002');
    await page.keyboard.press('Escape');
    assert.equal(await shownText(page), '24 scenarios');
    await page.keyboard.press('?');
    assert.equal(await page.locator('#help').isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#help').isVisible(), false);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('each quirk has a card: what it is, whom it costs what, evidence, and how it is accepted or rejected', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP);
    assert.deepEqual(await page.locator('.quirk h3').allInnerTexts(), [
      'body-first harmless not accepted',
      'reader-becomes-node security accepted',
      'html-errors costly accepted',
    ]);
    const card = page.locator('#quirk-html-errors');
    const text = await card.innerText();
    for (const part of [
      'Errors are HTML pages.',
      'fails on the error',
      'none rejects all',
      'Met by 4 scenarios',
    ])
      assert.ok(text.includes(part), `the card shows ${part}: ${text}`);
    assert.equal(await card.locator('.command pre').innerText(), '--quirks reader-becomes-node,no-head');
    assert.equal(await card.locator('details pre').isVisible(), false);
    await card.locator('summary').click();
    assert.match(await card.locator('details pre').innerText(), /^GET .*\n404 text\/html/);
    await card.locator('a[href="#REQUESTS-002"]').click();
    // the page opens it when it is told of its new address, some time after the click
    await page.locator('[id="REQUESTS-002"] .inside').waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a link opens the scenario that it names', async () => {
    const { page, close } = await openReport(browser, MARKUP);
    await page.click('a[href="#NODES-002"]');
    // the page opens it when it is told of its new address, some time after the click
    await page.locator('[id="NODES-002"] .inside').waitFor();
    await close();
  });

  test('it is dark where the system is, and turns by button and key', async () => {
    const { page, complaints, close } = await openReport(browser, MARKUP, { colorScheme: 'dark' });
    const dark = await groundOf(page);
    await page.click('#theme');
    const light = await groundOf(page);
    assert.equal(dark, 'rgb(20, 22, 27)');
    assert.equal(light, 'rgb(251, 251, 252)');
    await page.locator('h1').click();
    await page.keyboard.press('t');
    assert.equal(await groundOf(page), dark);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('on a telephone nothing is wider than the screen', async () => {
    const { page, close } = await openReport(browser, MARKUP, { width: 390 });
    const width = await page.locator('html').evaluate((root) => root.scrollWidth);
    assert.equal(width, 390);
    await close();
  });
});
