import type { TargetTimings } from '../target-file/timings.ts';
import { waitsOfSteps } from './waiting-sentences.ts';

/** A node comes up within so many heartbeats. */
const HEARTBEATS_TO_COME_UP = 4;

/** A node that falls silent is given up within so many. Source: protocol §5, "Down detection". */
const HEARTBEATS_TO_BE_MISSED = 12;

/** Silence that has to be noticed while a job votes, which not every target's times allow. */
const SILENCE_WHILE_VOTING = 'silence-while-voting';

/** The shipped server needs so many heartbeats at most, with the interval between its scans. Source: protocol §10. */
const HEARTBEATS_OF_SILENCE = 8;

/** What `@waits:NAME` says that a scenario waits for, as milliseconds of a target. */
export const WAITS: Readonly<Record<string, (timings: TargetTimings) => number>> = {
  votes: ({ votingTimeoutMs }) => votingTimeoutMs,
  memory: ({ waitCompleteMs }) => waitCompleteMs,
  history: ({ orgFeedExpirationMs }) => orgFeedExpirationMs,
  'keep-alive': ({ keepAliveMs }) => 3 * keepAliveMs,
  silence: ({ heartbeatIntervalMs }) => HEARTBEATS_TO_BE_MISSED * heartbeatIntervalMs,
  [SILENCE_WHILE_VOTING]: ({ votingTimeoutMs }) => votingTimeoutMs,
  rehab: ({ rehabIntervalMs }) => 3 * rehabIntervalMs,
  heartbeat: ({ heartbeatIntervalMs }) => heartbeatIntervalMs,
};

const PREFIX = '@waits:';

/** The names of what a scenario waits for. */
export function waitsIn(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => tag.startsWith(PREFIX)).map((tag) => tag.slice(PREFIX.length));
}

/**
 * The names of all that a scenario waits for, by its tags and by the words of its steps: a tag says what the words do not,
 * and nobody has to remember one for what they do.
 */
export function waitsOf(tags: readonly string[], steps: readonly string[]): readonly string[] {
  const tagged = waitsIn(tags);
  const isTold = (name: string): boolean =>
    tagged.includes(name) || (name === 'silence' && tagged.includes(SILENCE_WHILE_VOTING));
  return [...tagged, ...waitsOfSteps(steps).filter((name) => !isTold(name))];
}

/** How long a scenario takes about, for no better reason than that it has to wait. */
export function expectedMs(waits: readonly string[], timings: TargetTimings): number {
  const ofNodes = HEARTBEATS_TO_COME_UP * timings.heartbeatIntervalMs + timings.rehabIntervalMs;
  return waits.reduce((sum, name) => sum + (WAITS[name]?.(timings) ?? 0), ofNodes);
}

/** Why something that a scenario waits for cannot be seen with these times; undefined where it can. */
export function outOfReach(waits: readonly string[], timings: TargetTimings): string | undefined {
  const { heartbeatIntervalMs, votingTimeoutMs } = timings;
  const silenceMs = HEARTBEATS_OF_SILENCE * heartbeatIntervalMs;
  if (!waits.includes(SILENCE_WHILE_VOTING) || silenceMs < votingTimeoutMs) return undefined;
  return `a silent node may be missed after ${silenceMs / 1_000} s only, and votes are over after ${votingTimeoutMs / 1_000} s`;
}
