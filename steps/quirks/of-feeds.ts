import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { isFields } from '../../protocol/wire/fields.ts';

// What a feed shows of a quirk of its server. Pure: each is true of nothing that is as it must be.

/** An event that lacks the blank line behind it and nothing else. Source: protocol §10, `unclosed-last-event`. */
const UNCLOSED = /(?:^|\n\n)(event: (?:job_complete|summary)\nid: [^\n]+\ndata: ([^\n]+))\n?$/;

/** The last event of a job's feed that was closed by the end of the stream alone, as it came; undefined where none was. */
export function unclosedEvent(text: string): string | undefined {
  const [, frame, data = ''] = UNCLOSED.exec(text) ?? [];
  return frame !== undefined && isWhole(data) ? frame : undefined;
}

function isWhole(data: string): boolean {
  try {
    return isFields(JSON.parse(data));
  } catch {
    // it was cut off, which is no quirk
    return false;
  }
}

/**
 * Whether these lines are the wanted ones with those that the reader had missed in the opposite order: the first of them,
 * two at least. Source: protocol §10, `missed-newest-first`.
 */
export function isMissedNewestFirst(told: readonly string[], wanted: readonly string[]): boolean {
  if (told.length !== wanted.length) return false;
  const same = (one: readonly string[], other: readonly string[]): boolean =>
    one.every((line, index) => line === other[index]);
  return wanted.some(
    (_, index) =>
      index >= 1 &&
      same(told.slice(0, index + 1), wanted.slice(0, index + 1).toReversed()) &&
      same(told.slice(index + 1), wanted.slice(index + 1)) &&
      !same(told, wanted),
  );
}

/** What a node's answer to the rehab that its job has ordered adds to the feed, in full. Source: protocol §10. */
const AFTER_LOST = [['rehab'], ['rehab', 'run_complete client_died_while_running']];

/**
 * Whether the feed tells the loss of a node twice: what was wanted of the node, and behind it what `rehab-after-lost` adds.
 * @param said what the node itself has said of the job
 */
export function isRehabAfterLost(
  seen: readonly string[],
  wanted: readonly string[],
  said: readonly string[],
): boolean {
  const more = seen.slice(wanted.length).join();
  const isAsWanted = wanted.every((line, index) => line === seen[index]);
  return isAsWanted && said.includes('aborted') && AFTER_LOST.some((lines) => lines.join() === more);
}

/** A crashed job, in the words of either dialect. */
const CRASHED: readonly unknown[] = ['crashed', 'aborted'];

/**
 * Whether a job's feed, to its end, is that of a job that was gone in the middle and is shown as crashed since: no
 * `job_complete`, and the summary as the one event behind the break. Source: protocol §10, `stranger-crashes-job`.
 * @param spoke real names of nodes that have sent something about the job
 */
export function isCrashByStranger(events: readonly FeedEvent[], spoke: readonly string[]): boolean {
  const last = events.at(-1);
  if (last?.event !== 'summary' || events[0]?.event !== 'start') return false;
  const { status, nodes } = last.data;
  if (!CRASHED.includes(status)) return false;
  if (events.slice(0, -1).some((before) => before.event === 'job_complete')) return false;
  const ofJob = Object.values(isFields(nodes) ? nodes : {}).flat();
  return spoke.some((name) => !ofJob.includes(name));
}
