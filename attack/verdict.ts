import { holds, type VerdictLine } from '../bench/report/verdict-lines.ts';
import type { TrialOutcome } from './attack.ts';
import type { Result, StormFigures } from './figures.ts';
import type { InnocentsReport } from './processes/innocents-child.ts';

const MB = 1_048_576;
/** Resident memory may lie so far above that of the idle server. */
export const MAX_MB_ABOVE = 150;
/** A job on twenty nodes ends within this time, milliseconds. */
export const MAX_JOB_MS = 2_000;
/** A request is answered within this time, milliseconds. */
export const MAX_REQUEST_MS = 1_000;
/** A machine that takes a larger share of a limit while nothing goes on is too slow to say whose fault the rest is. */
const IDLE_SHARE = 0.5;

/** Whether a server weathered a storm, line by line. */
export function stormVerdict(figures: StormFigures): readonly VerdictLine[] {
  const { before, during, after, ended } = figures;
  const server = [
    ...(ended.how === 0 ? [] : [`it ended with ${ended.how}`]),
    ...ended.errors.map((error) => `it logged ${error}`),
  ];
  return [
    memoryLine(figures),
    timeLine('jobs', MAX_JOB_MS, before.jobsMs, during.jobsMs, during.jobFaults),
    timeLine('requests', MAX_REQUEST_MS, before.requestsMs, during.requestsMs, during.requestFaults),
    afterLine(before, after),
    { title: 'server', holds: server.length === 0, figure: loopFigure(figures), faults: server },
  ];
}

/** The one line of an attack that judges itself. */
export function trialVerdict({ figure, faults }: TrialOutcome): readonly VerdictLine[] {
  return [{ title: 'trial', holds: faults.length === 0, figure, faults }];
}

/** True where it held, false where it did not, undefined where this machine cannot say. */
export function hasHeld({ verdict, failure }: Pick<Result, 'verdict' | 'failure'>): boolean | undefined {
  if (failure !== undefined || !holds(verdict)) return false;
  return verdict.some((line) => line.holds === undefined) ? undefined : true;
}

function memoryLine({ idleBytes, mostBytes, afterBytes }: StormFigures): VerdictLine {
  const [most, after] = [mostBytes - idleBytes, afterBytes - idleBytes];
  const faults = [
    ...(most > MAX_MB_ABOVE * MB
      ? [`it took ${megabytes(most)} more than idle, ${MAX_MB_ABOVE} MB are allowed`]
      : []),
    ...(after > MAX_MB_ABOVE * MB
      ? [`ten seconds after the storm it still holds ${megabytes(after)} more`]
      : []),
  ];
  const figure = `${megabytes(idleBytes)} idle, ${megabytes(mostBytes)} at most, ${megabytes(afterBytes)} ten seconds after`;
  return { title: 'memory', holds: faults.length === 0, figure, faults };
}

function timeLine(
  title: string,
  limitMs: number,
  beforeMs: readonly number[],
  duringMs: readonly number[],
  faults: readonly string[],
): VerdictLine {
  const figure = `${duringMs.length} went well, ${timeOf(duringMs)} at most, ${timeOf(beforeMs)} before the storm`;
  const slow = most(duringMs) > limitMs ? [`one took ${timeOf(duringMs)}, ${limitMs} ms are allowed`] : [];
  const none = duringMs.length + faults.length === 0 ? ['none was seen'] : [];
  const all = [...faults, ...slow, ...none];
  // what is refused is no matter of time
  if (faults.length === 0 && slow.length > 0 && isTooSlow(limitMs, beforeMs))
    return {
      title,
      holds: undefined,
      figure,
      faults: ['this machine is too slow: it was so before the storm'],
    };
  return { title, holds: all.length === 0, figure, faults: all };
}

function afterLine(before: InnocentsReport, after: InnocentsReport): VerdictLine {
  const figure = `ten seconds after it a job takes ${timeOf(after.jobsMs)}, a request ${timeOf(after.requestsMs)}`;
  const refused = [...after.jobFaults, ...after.requestFaults];
  const slow = [
    ...(most(after.jobsMs) > MAX_JOB_MS ? [`a job still takes ${timeOf(after.jobsMs)}`] : []),
    ...(most(after.requestsMs) > MAX_REQUEST_MS ? [`a request still takes ${timeOf(after.requestsMs)}`] : []),
  ];
  const isSlowMachine = isTooSlow(MAX_JOB_MS, before.jobsMs) || isTooSlow(MAX_REQUEST_MS, before.requestsMs);
  if (refused.length === 0 && slow.length > 0 && isSlowMachine)
    return {
      title: 'after',
      holds: undefined,
      figure,
      faults: ['this machine is too slow: it was so before the storm'],
    };
  const faults = [...refused, ...slow];
  return { title: 'after', holds: faults.length === 0, figure, faults };
}

function loopFigure({ loopMs }: StormFigures): string {
  return `its event loop stood still for ${Math.round(loopMs)} ms at most`;
}

function isTooSlow(limitMs: number, beforeMs: readonly number[]): boolean {
  return most(beforeMs) > limitMs * IDLE_SHARE;
}

export function most(times: readonly number[]): number {
  return Math.max(0, ...times);
}

function timeOf(times: readonly number[]): string {
  return times.length === 0 ? 'none' : `${Math.round(most(times)).toLocaleString('en')} ms`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}
