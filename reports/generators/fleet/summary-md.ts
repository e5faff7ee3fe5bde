import { mdTable } from '../markdown.ts';
import { labelTables } from './by-label.ts';
import { numberText, secondsText } from './figures.ts';
import { type FleetResults, isGood, isInconclusive, PHASE_STATS, PHASES } from './fleet-results.ts';
import { behindText, cutShortText, endedText, slowMachineText } from './metrics-text.ts';
import { BY_HAND_NOTE, PHASE_MEANINGS } from './words.ts';

/** A run of a fleet on one page of Markdown. */
export function fleetSummaryMarkdown(results: FleetResults): string {
  const { fleet, metrics, thresholds, environment, byHand = [] } = results;
  const lines = [
    `# Fleet ${fleet.name}: ${verdictText(results)}`,
    '',
    ...(fleet.summary === '' ? [] : [fleet.summary, '']),
    `Seed \`${results.seed}\`, target ${results.target}, started ${results.startedAt}, took ${secondsText(results.durationSeconds)}.`,
    '',
    ...(results.failure === undefined ? [] : [`Nodes were lost: ${results.failure}.`, '']),
    ...(results.endedBy === undefined ? [] : [endedText(results.endedBy), '']),
    ...(results.cut === undefined ? [] : [cutShortText(results.cut), '']),
    ...[slowMachineText(metrics)].flatMap((text) => (text === undefined ? [] : [text, ''])),
    '## Thresholds',
    '',
    ...mdTable(
      ['', 'threshold', 'measured', 'limit'],
      thresholds.map((each) => [
        each.isKept
          ? 'kept'
          : each.isOurs
            ? 'this machine was too slow'
            : each.isCutShort
              ? 'the run was cut short'
              : '**crossed**',
        `\`${each.threshold}\``,
        numberText(each.left),
        numberText(each.right),
      ]),
    ),
    '',
    '## Nodes',
    '',
    `${numberText(metrics.nodes_requested)} requested, ${numberText(metrics.nodes_registered)} registered, ${numberText(metrics.nodes_available)} available, ${numberText(metrics.nodes_confirmed)} confirmed by the server; all were available after ${secondsText(metrics.ready_seconds)}.`,
    '',
    '## Jobs',
    '',
    ...[behindText(metrics)].flatMap((text) => (text === undefined ? [] : [text, ''])),
    `${numberText(metrics.jobs_planned)} asked for, ${numberText(metrics.jobs_started)} taken, ${numberText(metrics.jobs_complete)} complete, ${numberText(metrics.jobs_failed)} failed; commands: ${numberText(metrics.runs_succeeded)} succeeded, ${numberText(metrics.runs_failed)} did not.`,
    '',
    ...mdTable(
      ['what', ...PHASE_STATS, 'how many', 'from when to when'],
      PHASES.map((phase) => [
        phase,
        ...PHASE_STATS.map((stat) => secondsText(metrics[`${phase}.${stat}`])),
        numberText(metrics[`${phase}.count`]),
        PHASE_MEANINGS[phase],
      ]),
    ),
    '',
    ...labelTables(results).flatMap(({ title, columns, rows }) => [
      `### ${title}`,
      '',
      ...mdTable(columns, rows),
      '',
    ]),
    ...(results.faults.length === 0
      ? []
      : [
          '## Faults of the network',
          '',
          ...mdTable(
            ['fault', 'what', 'nodes', 'from', 'to'],
            results.faults.map((each) => [
              each.name,
              each.about,
              String(each.nodes),
              secondsText(each.fromSeconds),
              each.toSeconds === undefined ? 'the end' : secondsText(each.toSeconds),
            ]),
          ),
          '',
        ]),
    ...(byHand.length === 0
      ? []
      : [
          '## By hand',
          '',
          BY_HAND_NOTE,
          '',
          ...mdTable(
            ['at', 'told', 'done'],
            byHand.map(({ atSeconds, order, said }) => [secondsText(atSeconds), order, said]),
          ),
          '',
        ]),
    ...(results.eventErrors.length === 0
      ? []
      : ['## Events that failed', '', ...results.eventErrors.map((line) => `- ${line}`), '']),
    `Harness ${environment.harness}, Node ${environment.node}, ${environment.platform}, ${environment.cpus} CPUs, ${environment.memoryMb} MB, nodes in ${environment.workers === 1 ? 'one process' : `${environment.workers} processes`}.`,
    '',
  ];
  return lines.join('\n');
}

/** `passed`, or why not. */
export function verdictText(results: FleetResults): string {
  const crossed = results.thresholds.filter((each) => !each.isKept && !each.isCutShort).length;
  if (isGood(results)) return 'passed';
  if (isInconclusive(results)) {
    const isCutAlone = results.thresholds.every((each) => each.isKept || each.isCutShort);
    return `inconclusive: ${isCutAlone ? 'the run was cut short' : 'this machine was too slow to tell'}`;
  }
  const interrupted = [
    ...(results.interrupted ? ['interrupted'] : []),
    ...(results.failure === undefined ? [] : ['nodes were lost']),
    ...(results.endedBy === undefined ? [] : ['ended early']),
  ];
  const thresholds =
    crossed === 0 ? [] : [`${crossed} ${crossed === 1 ? 'threshold' : 'thresholds'} crossed`];
  return [...interrupted, ...thresholds].join(', ');
}
