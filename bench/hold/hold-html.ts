import { asset, chartLibrary } from '../../reports/generators/html/assets.ts';
import { type Chart, chartParts, chartsHtml } from '../../reports/generators/html/charts.ts';
import { html } from '../../reports/generators/html/html.ts';
import { pageHtml } from '../../reports/generators/html/page.ts';
import { tableHtml } from '../../reports/generators/html/table.ts';
import { type PageWords, wordsHtml } from '../../reports/generators/html/words.ts';
import { machineLine } from '../report/machine-info.ts';
import { holds, type VerdictLine } from '../report/verdict-lines.ts';
import type { HoldFigures } from './figures.ts';

/** What the page needs to be read. */
const WORDS: PageWords = {
  'in service': 'A node that is out of rehab and believes the server to be online.',
  'called unavailable': 'The server took a node for down, or put it into rehab, while it was well.',
  'bare connections':
    'As many connections without our server or nodes, over the same messages: what the libraries take.',
  'without its garbage': 'Memory after a collection, a sample now and then.',
  late: 'How much later than planned the event loop came to its work; p99: in 99 % of all samples no later.',
};

/** A hold as one page that needs nothing else. */
export function holdHtml(figures: HoldFigures, lines: readonly VerdictLine[]): string {
  const { date, machine, traffic } = figures;
  const charts = chartsOf(figures);
  const parts = chartParts(chartLibrary());
  return pageHtml({
    title: `Hold, ${date}`,
    tone: holds(lines) ? 'good' : 'bad',
    kicker: headingOf(figures),
    headline: holds(lines) ? 'The server holds them' : `Does not hold: ${wrongOf(lines)}`,
    facts: html`<p>${machineLine(machine)}</p>
<p>${date}</p>`,
    body: html`${wordsHtml(WORDS)}
<h2>Verdict</h2>
${tableHtml(
  [{ title: 'result' }, { title: 'check' }, { title: 'measured' }],
  lines.map(({ title, holds: well, figure, faults }) => [
    well === undefined ? '–' : well ? { content: 'ok', tone: 'good' } : { content: 'fails', tone: 'bad' },
    title,
    html`${figure}${faults.map((fault) => html`<br>${fault}`)}`,
  ]),
)}
<h2>Over time</h2>
${chartsHtml(charts)}
${
  traffic &&
  html`<h2>Messages</h2>
${tableHtml(
  [{ title: 'message' }, { title: 'sent', isNumber: true }, { title: 'received', isNumber: true }],
  traffic.map(({ what, sent, received }) => [what, sent, received]),
)}`
}`,
    styles: [...parts.styles, asset('page.css')],
    scripts: [asset('page.js'), ...parts.scripts],
  });
}

/** What was held, and how. */
export function headingOf({ options, heldMinutes, interrupted }: HoldFigures): string {
  const { nodes, heartbeatSeconds, jobEverySeconds } = options;
  return `${nodes} nodes held for ${heldMinutes.toFixed(1)} minutes, a heartbeat every ${heartbeatSeconds} s, a job on all every ${jobEverySeconds} s${interrupted ? ', interrupted' : ''}`;
}

function wrongOf(lines: readonly VerdictLine[]): string {
  return lines.flatMap(({ holds: well, title }) => (well === false ? [title] : [])).join(', ');
}

function chartsOf({ samples, jobs, collected }: HoldFigures): readonly Chart[] {
  const minutes = samples.map((sample) => sample.minutes);
  const over = (
    title: string,
    unit: string,
    rows: Readonly<Record<string, (sample: HoldFigures['samples'][number]) => number>>,
  ): Chart => ({
    title,
    xUnit: 'min',
    unit,
    series: Object.keys(rows),
    data: [minutes, ...Object.values(rows).map((of) => samples.map(of))],
  });
  return [
    over('Resident memory', 'MB', { server: (at) => at.serverMb, fleet: (at) => at.fleetMb }),
    {
      title: 'Resident memory of the server without its garbage',
      xUnit: 'min',
      unit: 'MB',
      series: ['server'],
      data: [collected.map(({ x }) => x), collected.map(({ y }) => y)],
    },
    over('Event loop of the server, late at p99', 'ms', { late: (at) => at.loopP99Ms }),
    over('CPU of the server', '% of a core', { server: (at) => 100 * at.serverCpu }),
    over('Nodes in service', 'nodes', { nodes: (at) => at.inService }),
    {
      title: 'Job on all nodes, POST to job_complete',
      xUnit: 'min',
      unit: 's',
      series: ['job'],
      data: [jobs.map((job) => job.minutes), jobs.map(({ ms }) => (ms === undefined ? null : ms / 1_000))],
    },
  ];
}
