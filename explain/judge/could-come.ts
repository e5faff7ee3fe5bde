import type { Hypothesis } from './hypothesis.ts';
import { NEW, NODE_MOVES } from './standing-classes.ts';
import type { EventWords } from './verdict.ts';

/**
 * The events that could have come, for one node and for the job.
 * @param node number of the node that the reader wonders about; undefined: none
 * @param nameOf undefined for a node that nothing names
 */
export function couldCome(
  hypotheses: readonly Hypothesis[],
  node: number | undefined,
  nameOf: (node: number) => string | undefined,
): readonly EventWords[] {
  const found = new Map<string, EventWords>();
  const add = (event: string, of: number | undefined, status: string | undefined): void => {
    const name = of === undefined ? undefined : (nameOf(of) ?? 'a node that nothing names');
    const words = {
      event,
      ...(name !== undefined && { node: name }),
      ...(status !== undefined && { status }),
    };
    found.set(JSON.stringify(words), words);
  };
  for (const hypothesis of hypotheses) {
    const [expected] = hypothesis.pending;
    const { part } = hypothesis;
    if (expected !== undefined) {
      for (const status of expected.statuses ?? [undefined]) add(expected.name, expected.node, status);
    } else if (hypothesis.isTimer) {
      for (let each = 0; each < hypothesis.nodeCount; each++) {
        if (hypothesis.of(each) & NEW) add('quorum_vote', each, 'voting_timeout');
      }
    } else if (part !== 'over') {
      if (node !== undefined) {
        const set = hypothesis.of(node);
        for (const move of NODE_MOVES) {
          const [first] = move.events;
          if (move.part === part && (set >> move.from) & 1 && first) add(first.name, node, first.status);
        }
        if (part === 'voting' && set & NEW) add('quorum_vote', node, 'voting_timeout');
      }
      if (part === 'running') add('job_complete', undefined, 'timed_out');
      add('job_complete', undefined, 'aborted');
    }
    if (found.size > 100) break;
  }
  return [...found.values()];
}
