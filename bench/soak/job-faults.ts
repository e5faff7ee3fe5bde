import type { JobAnswer } from '../../protocol/client/api.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { grammarFaults } from '../../protocol/feed/grammar.ts';
import type { SoakJob } from './job-choice.ts';
import { observed } from './observed.ts';

/** Statuses of nodes whose part is not over; in a job that has ended there is none. */
const UNFINISHED: readonly string[] = ['new', 'running'];

/** What is wrong with the order of a job's feed. */
export function soakFeedFaults(id: string, events: readonly FeedEvent[]): readonly string[] {
  return grammarFaults(events.map(observed)).map((fault) => `job ${id}: ${fault}`);
}

/** What is wrong with a job as it is shown after its end. @param status that its feed ended with */
export function endFaults(
  id: string,
  { nodes }: Pick<SoakJob, 'nodes'>,
  status: string,
  shown: Pick<JobAnswer, 'status' | 'nodes'> | undefined,
): readonly string[] {
  if (shown?.status !== status) {
    return [`job ${id} ended as ${status} and is shown as ${shown?.status ?? 'unknown'}`];
  }
  const faults = UNFINISHED.flatMap((word) => {
    const left = shown.nodes[word] ?? [];
    return left.length === 0 ? [] : [`job ${id} is ${status}, and still ${word} are ${left.join(', ')}`];
  });
  const named = Object.values(shown.nodes).flat();
  const same = named.length === nodes.length && new Set(named).size === new Set([...named, ...nodes]).size;
  return same ? faults : [...faults, `job ${id} shows other nodes than its ${nodes.length}`];
}
