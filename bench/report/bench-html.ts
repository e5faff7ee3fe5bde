import { asset, chartLibrary } from '../../reports/generators/html/assets.ts';
import { chartParts, chartsHtml } from '../../reports/generators/html/charts.ts';
import { html } from '../../reports/generators/html/html.ts';
import { pageHtml } from '../../reports/generators/html/page.ts';
import { tableHtml } from '../../reports/generators/html/table.ts';
import { type PageWords, wordsHtml } from '../../reports/generators/html/words.ts';
import { benchmarkOf, type Figure } from '../run/figure.ts';
import { spread } from '../statistics/summary.ts';
import { formatAmount, formatNumber, formatPercent } from './amounts.ts';
import { benchCharts } from './bench-charts.ts';
import type { BenchFile } from './bench-file.ts';
import { machineLine } from './machine-info.ts';
import { targetLines } from './targets.ts';

const NONE = '–';

/** What the page needs to be read. */
const WORDS: PageWords = {
  floor:
    'The least that the task needs, measured in the same run: mostly bare libraries without our server; the last column says what it is.',
  ours: 'The same with our server or fleet; the median of all rounds.',
  ratio: 'Ours divided by the floor, round by round; the median.',
  spread:
    'Half the distance between the quartiles, as a share of the median: what one round and the next differ by.',
  target:
    'What a figure, its ratio or its distance from the floor should be; one that is missed fails nothing.',
};

/** A run of the benchmarks as one page that needs nothing else. */
export function benchHtml(file: BenchFile): string {
  const { figures, machine, date, seconds, size, interrupted, failures } = file;
  const targets = targetLines(figures);
  const met = targets.filter((line) => line.met).length;
  const charts = benchCharts(figures);
  const parts = charts.length === 0 ? { styles: [], scripts: [] } : chartParts(chartLibrary());
  return pageHtml({
    title: `Bench, ${date}`,
    tone: met === targets.length ? 'good' : 'warn',
    kicker: `Benchmarks of push-jobs-harness beside their floors, ${size} run${interrupted ? ', interrupted' : ''}`,
    headline: `${met} of ${targets.length} targets met`,
    facts: html`<p>${machineLine(machine)}</p>
${failures.map(
  ({ name, message }) => html`<p class="bad">${name} failed: ${message}</p>
`,
)}<p>${date}, ${seconds} s. Ratios can be compared between machines; all other figures hold for this machine alone.</p>`,
    body: html`${wordsHtml(WORDS)}
${charts.length > 0 && html`<h2>Over the size of the fleet</h2>\n${chartsHtml(charts)}`}
<h2>Targets</h2>
${tableHtml(
  [
    { title: 'result' },
    { title: 'target' },
    { title: 'what is measured' },
    { title: 'wanted' },
    { title: 'measured', isNumber: true },
  ],
  targets.map((line) => [
    line.met ? { content: 'met', tone: 'good' } : { content: 'missed', tone: 'bad' },
    line.name,
    line.title,
    line.wanted,
    line.got,
  ]),
)}
<h2>Figures</h2>
${tableHtml(
  [
    { title: 'benchmark' },
    { title: 'figure' },
    { title: 'ours', isNumber: true },
    { title: 'floor', isNumber: true },
    { title: 'ratio', isNumber: true },
    { title: 'spread', isNumber: true },
    { title: 'what the floor is' },
  ],
  figures.map(figureRow),
)}`,
    styles: [...parts.styles, asset('page.css')],
    scripts: [asset('page.js'), ...parts.scripts],
  });
}

function figureRow(figure: Figure): readonly string[] {
  const { title, unit, ours, floor, ratio, floorTitle } = figure;
  return [
    benchmarkOf(figure),
    title,
    formatAmount(ours.median, unit),
    floor === null ? NONE : formatAmount(floor.median, unit),
    ratio === null ? NONE : formatNumber(ratio.median),
    formatPercent(spread(ratio ?? ours)),
    floor === null ? NONE : floorTitle,
  ];
}
