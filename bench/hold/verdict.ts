import type { VerdictLine } from '../report/verdict-lines.ts';
import { median } from '../statistics/summary.ts';
import type { HoldFigures } from './figures.ts';
import { lost } from './lost-messages.ts';

/** Growth that is called flat, megabytes a minute. */
const MAX_GROWTH_MB = 1;
/** The server's event loop may be so late once in a hundred. */
const MAX_LOOP_P99_MS = 50;
/** What is taken once makes memory grow at first: of a shorter hold no trend is told. */
const LEAST_MINUTES = 5;

/** Whether the server held the fleet, line by line. */
export function holdVerdict(figures: HoldFigures): readonly VerdictLine[] {
  return [
    nodesLine(figures),
    messagesLine(figures),
    jobsLine(figures),
    memoryLine(figures),
    loopLine(figures),
    refusalsLine(figures),
    line('errors', `${figures.errors.length} logged by the server`, figures.errors),
  ];
}

function line(title: string, figure: string, faults: readonly string[]): VerdictLine {
  return { title, holds: faults.length === 0, figure, faults };
}

function nodesLine({ options, upSeconds, falseDown, falseRehab, lateHeartbeats, samples }: HoldFigures) {
  const least = Math.min(options.nodes, ...samples.map(({ inService }) => inService));
  const figure = `${grouped(options.nodes)} available after ${upSeconds.toFixed(1)} s; then ${falseDown + falseRehab} called unavailable, ${grouped(lateHeartbeats)} heartbeats late, at least ${grouped(least)} in service`;
  return line('nodes', figure, [
    ...(falseDown > 0 ? [`${falseDown} were called down though they were well`] : []),
    ...(falseRehab > 0 ? [`${falseRehab} were put into rehab though they were well`] : []),
    ...(least < options.nodes ? [`${options.nodes - least} thought the server offline`] : []),
  ]);
}

function messagesLine({ traffic }: HoldFigures): VerdictLine {
  if (traffic === undefined)
    return { title: 'messages', holds: undefined, figure: 'not counted to the end', faults: [] };
  const sent = traffic.reduce((sum, each) => sum + each.sent, 0);
  const wrong = traffic.filter((each) => each.sent !== each.received);
  return line(
    'messages',
    `${grouped(sent)} sent, ${grouped(lost(traffic))} lost`,
    wrong.map(({ what, sent: out, received }) => `${what}: ${out} sent, ${received} received`),
  );
}

function jobsLine({ jobs }: HoldFigures): VerdictLine {
  const times = jobs.flatMap(({ ms }) => ms ?? []);
  if (jobs.length === 0) return { title: 'jobs', holds: undefined, figure: 'none ended', faults: [] };
  const range =
    times.length === 0
      ? 'none of them well'
      : `${seconds(median(times))} at the median, ${seconds(Math.max(...times))} at most, every node succeeded`;
  return line(
    'jobs',
    `${jobs.length} on all nodes, ${range}`,
    jobs.flatMap(({ fault }) => fault ?? []),
  );
}

/**
 * The slope beyond that of bare connections over the same messages: what libzmq's queues take page by page is no growth
 * of the server, and ends when each has been filled once.
 */
function memoryLine({
  memoryTrend,
  bareGrowthMb,
  collected,
  samples,
  heldMinutes,
}: HoldFigures): VerdictLine {
  const [first, last] = [collected[0]?.y ?? 0, collected.at(-1)?.y ?? 0];
  const most = Math.max(0, ...samples.map(({ serverMb }) => serverMb));
  const range = `${first.toFixed(0)} MB at first, ${last.toFixed(0)} MB at last, ${most.toFixed(0)} MB at most with garbage`;
  if (memoryTrend === undefined || heldMinutes < LEAST_MINUTES) {
    return { title: 'memory', holds: undefined, figure: `${range}; too short for a slope`, faults: [] };
  }
  const { slope, slopeError, points } = memoryTrend;
  const bareSlope = (bareGrowthMb ?? 0) / heldMinutes;
  const bare =
    bareGrowthMb === undefined ? 'bare connections not measured' : `${signed(bareSlope)} of bare connections`;
  const figure = `${signed(slope)} MB a minute, ± ${(2 * slopeError).toFixed(2)} by ${points} samples, ${bare}; ${range}`;
  const grows = slope - 2 * slopeError - bareSlope > MAX_GROWTH_MB;
  return line('memory', figure, grows ? [`it grows by more than ${MAX_GROWTH_MB} MB a minute`] : []);
}

function loopLine({ loop: { p50Ms, p99Ms, maxMs } }: HoldFigures): VerdictLine {
  const figure = `late by ${p50Ms.toFixed(1)} ms at the median, ${p99Ms.toFixed(0)} ms at p99, ${maxMs.toFixed(0)} ms at most`;
  return line(
    'event loop',
    figure,
    p99Ms < MAX_LOOP_P99_MS ? [] : [`it is late by ${MAX_LOOP_P99_MS} ms or more once in a hundred`],
  );
}

function refusalsLine({ refused }: HoldFigures): VerdictLine {
  const all = Object.entries(refused);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  return line(
    'refusals',
    `${total} messages and keys refused`,
    all.map(([name, count]) => `${name}: ${count}`),
  );
}

function signed(slope: number): string {
  return `${slope < 0 ? '−' : '+'}${Math.abs(slope).toFixed(2)}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
