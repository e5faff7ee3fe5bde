import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { capacityHtml } from '../generators/capacity/capacity-html.ts';
import { SAMPLE_CAPACITY_RESULTS } from '../generators/capacity/testing/sample-capacity.ts';
import { comparisonOf } from '../generators/conformance/comparison.ts';
import { comparisonHtml } from '../generators/conformance/comparison-html.ts';
import { conformanceReportHtml } from '../generators/conformance/report-html.ts';
import { AFTER, BEFORE } from '../generators/conformance/testing/compared-runs.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from '../generators/conformance/testing/sample-run.ts';
import { explainedHtml } from '../generators/explained/explained-html.ts';
import { SAMPLE_EXPLAINED } from '../generators/explained/testing/sample-explained.ts';
import { TIMELINE_STYLE } from '../generators/explained/timeline.ts';
import { fleetReportHtml } from '../generators/fleet/report-html.ts';
import { SAMPLE_FLEET_RESULTS } from '../generators/fleet/testing/sample-results.ts';
import { chartLibrary, pageParts } from '../generators/html/assets.ts';
import { chartPageParts } from '../generators/html/charts.ts';
import { listParts } from '../generators/html/list.ts';
import { pageHtml } from '../generators/html/page.ts';
import { accessibilityFaults, type NamedPage } from './accessibility.ts';
import { launchChromium } from './chromium.ts';
import { generatorsOfPages } from './generators-of-pages.ts';

const PAGES: readonly NamedPage[] = [
  {
    generator: 'reports/generators/capacity/capacity-html.ts',
    markup: capacityHtml(SAMPLE_CAPACITY_RESULTS, chartLibrary()),
  },
  {
    generator: 'reports/generators/conformance/comparison-html.ts',
    markup: comparisonHtml(comparisonOf([BEFORE, AFTER]), listParts()),
  },
  {
    generator: 'reports/generators/conformance/report-html.ts',
    markup: conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, listParts()),
  },
  {
    generator: 'reports/generators/explained/explained-html.ts',
    markup: explainedHtml(SAMPLE_EXPLAINED, {
      ...pageParts(),
      styles: [...pageParts().styles, TIMELINE_STYLE],
    }),
  },
  {
    generator: 'reports/generators/fleet/report-html.ts',
    markup: fleetReportHtml(SAMPLE_FLEET_RESULTS, chartPageParts()),
  },
];

/** What is wrong with it: contrast, and a button without a name that is wider than the screen. */
const BAD = pageHtml({
  title: 'bad',
  tone: 'plain',
  kicker: 'a kicker',
  headline: 'a headline',
  facts: '',
  body: '',
  styles: ['p.kicker { color: #777; background: #888; } .tools { width: 2000px; } #theme { width: 100%; }'],
  scripts: [],
}).replace('title="light or dark (t)">◐', '>');

describe('pages that everybody can read', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  test('no page breaks a rule of axe or sticks out, in light, in dark and on a telephone', async () => {
    assert.deepEqual(await accessibilityFaults(browser, PAGES), []);
  });

  test('every page that is made here is among them', () => {
    assert.deepEqual(
      PAGES.map(({ generator }) => generator),
      generatorsOfPages('reports'),
    );
  });

  test('faults are found, and named by page, mode, rule and selector', async () => {
    const faults = await accessibilityFaults(browser, [{ generator: 'bad.ts', markup: BAD }]);
    for (const fault of [
      'bad.ts light color-contrast p',
      'bad.ts dark button-name #theme',
      'bad.ts 390px beyond-the-screen theme button',
    ])
      assert.ok(faults.includes(fault), `${fault} is among ${faults.join('\n')}`);
  });
});
