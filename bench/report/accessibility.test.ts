import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFaults, type NamedPage } from '../../reports/testing/accessibility.ts';
import { launchChromium } from '../../reports/testing/chromium.ts';
import { generatorsOfPages } from '../../reports/testing/generators-of-pages.ts';
import { holdHtml } from '../hold/hold-html.ts';
import { soundHold } from '../hold/testing/sound-hold.ts';
import { holdVerdict } from '../hold/verdict.ts';
import { benchHtml } from './bench-html.ts';
import { SAMPLE_BENCH } from './testing/sample-bench.ts';

const HOLD = soundHold({ falseDown: 2 });

const PAGES: readonly NamedPage[] = [
  { generator: 'bench/hold/hold-html.ts', markup: holdHtml(HOLD, holdVerdict(HOLD)) },
  { generator: 'bench/report/bench-html.ts', markup: benchHtml(SAMPLE_BENCH) },
];

test('everybody can read the pages of the benchmarks, in light, in dark and on a telephone', async (context) => {
  const browser = await launchChromium();
  context.after(() => browser.close());
  assert.deepEqual(
    PAGES.map(({ generator }) => generator),
    generatorsOfPages('bench'),
  );
  assert.deepEqual(await accessibilityFaults(browser, PAGES), []);
});
