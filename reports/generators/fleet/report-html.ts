import type { PageParts } from '../html/assets.ts';
import { chartsHtml } from '../html/charts.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { pageHtml } from '../html/page.ts';
import { tableHtml } from '../html/table.ts';
import { tilesHtml } from '../html/tiles.ts';
import { wordsHtml } from '../html/words.ts';
import { type LabelTable, labelTables } from './by-label.ts';
import { chartsOf } from './chart-data.ts';
import { numberText, secondsText } from './figures.ts';
import {
  type FleetResults,
  isGood,
  isInconclusive,
  type JobResult,
  PHASE_STATS,
  PHASES,
} from './fleet-results.ts';
import { behindText, cutShortText, endedText, slowMachineText } from './metrics-text.ts';
import { verdictText } from './summary-md.ts';
import { BY_HAND_NOTE, FLEET_WORDS, PHASE_MEANINGS, STATS_NOTE, THRESHOLDS_NOTE } from './words.ts';

/** Jobs that the page lists. */
const MAX_ROWS = 200;

/** A run of a fleet as one page that needs nothing else. `parts` are styles and scripts, as `chartPageParts()` reads them. */
export function fleetReportHtml(results: FleetResults, parts: PageParts): string {
  const { fleet, failure, endedBy, eventErrors } = results;
  const behind = behindText(results.metrics);
  const slow = slowMachineText(results.metrics);
  return pageHtml({
    title: `Fleet ${fleet.name}: ${verdictText(results)}`,
    tone: isGood(results) ? 'good' : isInconclusive(results) ? 'warn' : 'bad',
    kicker: `Push Jobs fleet · ${fleet.file}`,
    headline: `Fleet ${fleet.name}: ${verdictText(results)}`,
    facts: factsHtml(results),
    body: html`${fleet.summary !== '' && html`<p class="note">${fleet.summary}</p>`}
${failure !== undefined && html`<p class="bad">Nodes were lost: ${failure}.</p>`}
${endedBy !== undefined && html`<p class="bad">${endedText(endedBy)}</p>`}
${results.cut !== undefined && html`<p class="warn">${cutShortText(results.cut)}</p>\n`}${slow !== undefined && html`<p class="warn">${slow}</p>\n`}${behind !== undefined && html`<p class="bad">${behind}</p>\n`}${eventErrors.map((line) => html`<p class="bad">Event failed: ${line}</p>\n`)}${glanceHtml(results)}
${wordsHtml(FLEET_WORDS)}
<h2>Thresholds</h2>
${thresholdsHtml(results)}
<p class="note">${THRESHOLDS_NOTE}</p>
<h2>Over time</h2>
${chartsHtml(chartsOf(results))}
${faultsHtml(results)}
${byHandHtml(results)}
<h2>How long things took</h2>
${latenciesHtml(results)}
<p class="note">${STATS_NOTE}</p>
${labelTables(results).map(labelTableHtml)}
<h2>Jobs</h2>
<p class="on-paper note">Printed in short: jobs that are complete are left out.</p>
<div class="jobs">
${jobsHtml(results)}
</div>
<h2>All metrics</h2>
<details><summary>${Object.keys(results.metrics).length} metrics</summary>
${metricsHtml(results)}
</details>
${environmentHtml(results)}`,
    ...parts,
  });
}

function factsHtml({ seed, target, startedAt, durationSeconds }: FleetResults): Html {
  const facts: readonly (readonly [string, Content])[] = [
    ['seed', html`<code>${String(seed)}</code>`],
    ['target', target],
    ['started', html`<time datetime="${startedAt}">${startedAt.slice(0, 19).replace('T', ' ')} UTC</time>`],
    ['took', secondsText(durationSeconds)],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function glanceHtml({ metrics }: FleetResults): Html {
  const of = (all: number | undefined) => (all === undefined ? undefined : `of ${numberText(all)}`);
  const isShort = (part: number | undefined, all: number | undefined) =>
    part !== undefined && all !== undefined && part < all;
  const { nodes_available, nodes_requested, jobs_complete, jobs_planned, runs_failed, runs_succeeded } =
    metrics;
  return tilesHtml([
    {
      title: 'nodes available',
      value: numberText(nodes_available),
      beside: of(nodes_requested),
      ...(isShort(nodes_available, nodes_requested) && { tone: 'bad' }),
    },
    { title: 'up, as the server says', value: numberText(metrics.nodes_confirmed) },
    { title: 'all available after', value: secondsText(metrics.ready_seconds) },
    {
      title: 'jobs complete',
      value: numberText(jobs_complete),
      beside: of(jobs_planned),
      ...(isShort(jobs_complete, jobs_planned) && { tone: 'bad' }),
    },
    {
      title: 'commands succeeded',
      value: numberText(runs_succeeded),
      ...((runs_failed ?? 0) > 0 && { beside: `${numberText(runs_failed)} failed`, tone: 'warn' as const }),
    },
    { title: '99 % of votes within', value: secondsText(metrics['vote_seconds.p99']) },
    { title: 'longest job', value: secondsText(metrics['job_seconds.max']) },
  ]);
}

function thresholdsHtml({ thresholds }: FleetResults): Html {
  return tableHtml(
    [
      { title: 'result' },
      { title: 'threshold' },
      { title: 'measured', isNumber: true },
      { title: 'limit', isNumber: true },
    ],
    thresholds.map(({ isKept, isOurs, isCutShort, threshold, left, right }) => [
      verdictCell({ isKept, isOurs, isCutShort }),
      html`<code>${threshold}</code>`,
      numberText(left),
      numberText(right),
    ]),
  );
}

function verdictCell({
  isKept,
  isOurs,
  isCutShort,
}: Record<'isKept' | 'isOurs' | 'isCutShort', boolean | undefined>) {
  if (isKept) return { content: '✓ kept', tone: 'good' } as const;
  if (isCutShort && !isOurs) return { content: '? the run was cut short', tone: 'warn' } as const;
  return isOurs
    ? ({ content: '? this machine was too slow', tone: 'warn' } as const)
    : ({ content: '✕ crossed', tone: 'bad' } as const);
}

/** The bands of the charts in words. */
function faultsHtml({ faults }: FleetResults): Content {
  if (faults.length === 0) return '';
  return html`<h2>Faults of the network</h2>
${tableHtml(
  [
    { title: 'fault' },
    { title: 'what' },
    { title: 'nodes', isNumber: true },
    { title: 'from', isNumber: true },
    { title: 'to', isNumber: true },
  ],
  faults.map(({ name, about, nodes, fromSeconds, toSeconds }) => [
    name,
    about,
    nodes,
    secondsText(fromSeconds),
    toSeconds === undefined ? 'the end' : secondsText(toSeconds),
  ]),
)}`;
}

function byHandHtml({ byHand = [] }: FleetResults): Content {
  if (byHand.length === 0) return '';
  return html`<h2>By hand</h2>
<p class="note">${BY_HAND_NOTE}</p>
${tableHtml(
  [{ title: 'at', isNumber: true }, { title: 'told' }, { title: 'done' }],
  byHand.map(({ atSeconds, order, said }) => [secondsText(atSeconds), order, said]),
)}`;
}

function latenciesHtml({ metrics }: FleetResults): Html {
  return tableHtml(
    [
      { title: 'what' },
      ...PHASE_STATS.map((title) => ({ title, isNumber: true })),
      { title: 'how many', isNumber: true },
    ],
    PHASES.map((phase) => [
      html`<code>${phase}</code><span class="saying">${PHASE_MEANINGS[phase]}</span>`,
      ...PHASE_STATS.map((stat) => secondsText(metrics[`${phase}.${stat}`])),
      numberText(metrics[`${phase}.count`]),
    ]),
  );
}

function labelTableHtml({ title, columns, rows }: LabelTable): Html {
  const titles = columns.map((column, index) => ({ title: column, ...(index > 0 && { isNumber: true }) }));
  return html`<h2>${title}</h2>
${tableHtml(titles, rows)}
`;
}

function jobsHtml({ jobs }: FleetResults): Html {
  const hidden = jobs.length - MAX_ROWS;
  return html`${tableHtml(
    [
      { title: 'job' },
      { title: 'end' },
      { title: 'nodes', isNumber: true },
      { title: 'succeeded', isNumber: true },
      { title: 'started after', isNumber: true },
      { title: 'took', isNumber: true },
      { title: 'error' },
    ],
    jobs.slice(0, MAX_ROWS).map(jobRow),
  )}${hidden > 0 && html`<p class="note">And ${hidden} more, in results.json.</p>`}`;
}

function jobRow({ label, end, nodes, succeeded, startedAtSeconds, jobSeconds, error }: JobResult) {
  return [
    label,
    { content: end, tone: end === 'complete' ? ('good' as const) : ('bad' as const) },
    nodes,
    succeeded < nodes ? { content: succeeded, tone: 'warn' as const } : succeeded,
    secondsText(startedAtSeconds),
    secondsText(jobSeconds),
    error ?? '',
  ];
}

function metricsHtml({ metrics }: FleetResults): Html {
  return tableHtml(
    [{ title: 'metric' }, { title: 'value', isNumber: true }],
    Object.entries(metrics).map(([name, value]) => [html`<code>${name}</code>`, numberText(value)]),
  );
}

function environmentHtml({ environment }: FleetResults): Html {
  const { harness, node, platform, cpus, memoryMb, workers } = environment;
  return html`<footer>Harness ${harness}, Node ${node}, ${platform}, ${cpus} CPUs, ${memoryMb} MB, nodes in ${workers === 1 ? 'one process' : `${workers} processes`}.</footer>`;
}
