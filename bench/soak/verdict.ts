import type { HealedFigure, RefusalFigure, SoakFigures } from './figures.ts';

/** One thing that must hold. */
export interface VerdictLine {
  readonly title: string;
  /** Undefined: the soak was too short to tell. */
  readonly holds: boolean | undefined;
  readonly figure: string;
  /** What speaks against it, in sentences. */
  readonly faults: readonly string[];
}

/** Growth that is called flat, megabytes a minute. */
export const MAX_GROWTH_MB = 1;
/** Samples of memory below which no trend is told. */
const LEAST_SAMPLES = 10;
/** A shorter soak sees little more than the filling of libzmq's queues: of its memory nothing is said. */
const LEAST_MINUTES = 9;
/** The event loop may be so late once in a hundred: half of the shortest heartbeat interval that real fleets have. */
export const MAX_LOOP_DELAY_MS = 500;
/** Messages to be refused may be lost on their way, where a node opens its sockets anew. */
const MAX_LOST_SHARE = 0.1;
const MAX_LOST = 10;

/** Whether everything held that a soak is made for, line by line. */
export function soakVerdict(figures: SoakFigures): readonly VerdictLine[] {
  const { jobs, feeds, healed, errors } = figures;
  return [
    line('jobs', jobsFigure(figures), jobs.faults),
    healed ? healedLine(healed, figures.nodes) : { ...line('nodes', 'not checked', []), holds: undefined },
    refusalsLine(figures),
    memoryLine(figures),
    line('feeds', `${grouped(feeds.count)} in order, ${grouped(feeds.events)} events`, feeds.faults),
    loopLine(figures),
    line('errors', `${errors.length} logged by the server`, errors),
  ];
}

/** True unless one of the lines does not hold. */
export function holds(lines: readonly VerdictLine[]): boolean {
  return lines.every((each) => each.holds !== false);
}

function line(title: string, figure: string, faults: readonly string[]): VerdictLine {
  return { title, holds: faults.length === 0, figure, faults };
}

function jobsFigure({ jobs }: SoakFigures): string {
  const ended = Object.values(jobs.ended).reduce((sum, count) => sum + count, 0);
  const each = counts(Object.entries(jobs.ended).map(([status, count]) => [status, grouped(count)]));
  return `${grouped(jobs.started)} started, ${grouped(ended)} ended${each}`;
}

function healedLine({ available, seconds, stuck, lastJob }: HealedFigure, nodes: number): VerdictLine {
  const { status, succeeded } = lastJob;
  const figure = `${available} of ${nodes} available ${seconds.toFixed(1)} s after all were made healthy; a job over all of them: ${status}, ${succeeded} succeeded`;
  const unfit =
    status === 'complete' && succeeded === nodes
      ? []
      : [`the last job is ${status}, ${succeeded} of ${nodes} nodes succeeded`];
  return line('nodes', figure, [...stuck, ...unfit]);
}

function refusalsLine({ refusals, refusalFaults }: SoakFigures): VerdictLine {
  const total = (of: 'refused' | 'provoked') => grouped(refusals.reduce((sum, each) => sum + each[of], 0));
  const each = counts(refusals.map(({ reason, refused, provoked }) => [reason, `${refused} of ${provoked}`]));
  const figure = `${total('refused')} of ${total('provoked')} provoked messages${each}`;
  return line('refusals', figure, [...refusals.flatMap(refusalFaultsOf), ...refusalFaults]);
}

function refusalFaultsOf({ reason, refused, provoked }: RefusalFigure): readonly string[] {
  if (refused > provoked) return [`${refused} refused as ${reason}, and ${provoked} provoked`];
  const lost = provoked - refused;
  const isMuch = lost > MAX_LOST && lost > provoked * MAX_LOST_SHARE;
  return isMuch ? [`of ${provoked} that had to be refused as ${reason} only ${refused} were`] : [];
}

function memoryLine({ memory, seconds }: SoakFigures): VerdictLine {
  const { samples, trend } = memory;
  const [first, last] = [samples[0]?.y ?? 0, samples.at(-1)?.y ?? 0];
  const range = `${first.toFixed(0)} MB at first, ${last.toFixed(0)} MB at last`;
  if (trend === undefined || trend.points < LEAST_SAMPLES || seconds < LEAST_MINUTES * 60) {
    const figure = `${range}; a slope is told of ${LEAST_MINUTES} minutes and more`;
    return { title: 'memory', holds: undefined, figure, faults: [] };
  }
  const { slope, slopeError, points } = trend;
  const growth = `${signed(slope)} MB a minute, ± ${(2 * slopeError).toFixed(2)} by ${points} samples`;
  const grows = slope - 2 * slopeError > MAX_GROWTH_MB;
  return line(
    'memory',
    `${growth}; ${range}`,
    grows ? [`it grows by more than ${MAX_GROWTH_MB} MB a minute`] : [],
  );
}

function loopLine({ loop }: SoakFigures): VerdictLine {
  const { p50Ms, p99Ms, maxMs } = loop;
  const figure = `late by ${p50Ms.toFixed(1)} ms at the median, ${p99Ms.toFixed(0)} ms at p99, ${maxMs.toFixed(0)} ms at most`;
  const isLate = p99Ms > MAX_LOOP_DELAY_MS;
  return line(
    'event loop',
    figure,
    isLate ? [`it is late by more than ${MAX_LOOP_DELAY_MS} ms once in a hundred`] : [],
  );
}

function counts(entries: readonly (readonly [word: string, count: string])[]): string {
  return entries.length === 0 ? '' : `: ${entries.map(([word, count]) => `${word} ${count}`).join(', ')}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
