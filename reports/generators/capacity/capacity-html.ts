import { asset, type ChartLibrary } from '../html/assets.ts';
import { type Chart, chartParts, chartsHtml } from '../html/charts.ts';
import { html } from '../html/html.ts';
import { pageHtml } from '../html/page.ts';
import { tableHtml } from '../html/table.ts';
import { type PageWords, wordsHtml } from '../html/words.ts';
import type { CapacityResults } from './capacity-results.ts';
import { bottlenecksOf, capacityHeadline, capacityVerdict, crossedText, edgeText } from './capacity-text.ts';

/** Drawn whatever the condition is about. */
const ALWAYS_DRAWN = ['ready_seconds', 'job_seconds.p50', 'server_rss_mb.max'];

/** What the page needs to be read. */
const WORDS: PageWords = {
  condition:
    'What was to be kept by a fleet of so many nodes; it is made of metrics, which push-harness metrics lists.',
  holds: 'The most nodes with which most runs kept the condition.',
  confidence:
    'How likely it is that runs with the one size keep the condition more often than not, and runs with the other break it; more runs (--repeats) make it surer.',
  bottleneck: 'What limited the last run that broke the condition, as far as it was measured.',
};

/** A search as one page that needs nothing else. */
export function capacityHtml(results: CapacityResults, library: ChartLibrary): string {
  const { slo, target, startedAt, durationSeconds, environment, trials } = results;
  const parts = chartParts(library);
  const bottlenecks = bottlenecksOf(results);
  const facts: readonly (readonly [string, string | number])[] = [
    ['started', startedAt],
    ['took', `${Math.round(durationSeconds)} s`],
    ...Object.entries(environment).map(([name, value]) =>
      name === 'memoryMb' ? (['memory', `${value} MB`] as const) : ([name, value] as const),
    ),
  ];
  return pageHtml({
    title: `Capacity of ${target}: ${capacityVerdict(results)}`,
    tone: results.found === undefined || results.found.holds === 0 ? 'warn' : 'good',
    kicker: `Capacity of ${target === 'self' ? 'the reference server' : target}`,
    headline: capacityHeadline(results),
    facts: html`<p>Condition <code>${slo}</code>. ${edgeText(results)}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    body: html`${wordsHtml(WORDS)}
<h2>Over the number of nodes</h2>
${chartsHtml(capacityCharts(results))}
${bottlenecks.length > 0 && html`<h2>Bottleneck</h2>\n${bottlenecks.map((line) => html`<p>${line}</p>\n`)}`}
<h2>Runs</h2>
${tableHtml(
  [
    { title: '#', isNumber: true },
    { title: 'nodes', isNumber: true },
    { title: 'condition' },
    { title: 'crossed thresholds (and what was measured)' },
  ],
  trials.map(({ nodes, isKept, thresholds }, index) => [
    index + 1,
    nodes,
    isKept ? { content: 'kept', tone: 'good' } : { content: 'broken', tone: 'bad' },
    thresholds
      .filter((each) => !each.isKept)
      .map(crossedText)
      .join(', '),
  ]),
)}`,
    styles: [...parts.styles, asset('page.css')],
    scripts: [asset('page.js'), ...parts.scripts],
  });
}

/** Each metric over the number of nodes; the median where a number was run more than once. */
export function capacityCharts({ trials, metrics }: CapacityResults): readonly Chart[] {
  const sizes = [...new Set(trials.map(({ nodes }) => nodes))].sort((a, b) => a - b);
  const drawn = [...new Set([...metrics, ...ALWAYS_DRAWN])];
  const charts = drawn.map((metric) => ({
    title: metric,
    xUnit: 'nodes',
    unit: unitOf(metric),
    series: [metric],
    data: [
      sizes,
      sizes.map((size) =>
        middle(trials.flatMap((trial) => (trial.nodes === size ? (trial.metrics[metric] ?? []) : []))),
      ),
    ],
  }));
  return charts.filter(({ data }) => data[1]?.some((value) => value !== null));
}

/** What a metric counts, by its name. */
function unitOf(metric: string): string {
  if (/_seconds(?:\.|$)/.test(metric)) return 'seconds';
  return /_mb(?:\.|$)/.test(metric) ? 'MB' : 'count';
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
