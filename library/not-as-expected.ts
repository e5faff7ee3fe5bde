import { AssertionError } from 'node:assert';
import type { NodeState } from '../protocol/client/job-progress.ts';

/** What a test expects of nodes at the end of a job, or what it has seen of them, by their names. */
export type NodeStates = Readonly<Record<string, NodeState>>;

/**
 * A job has ended otherwise than a test expects. `expected` and `actual` are the states of the nodes that the test names,
 * which runners of tests show side by side; the text has them too, and the events.
 */
export class NotAsExpected extends AssertionError {
  override readonly name = 'NotAsExpected';

  constructor(job: string, expected: NodeStates, actual: NodeStates, events: string) {
    const differences = Object.keys(expected)
      .filter((node) => actual[node] !== expected[node])
      .map((node) => `${node} ${actual[node] ?? 'is not in the job'}, not ${expected[node]}`);
    super({
      message: `${job}: ${differences.join('; ')}; wanted: ${listedStates(expected)}; seen: ${listedStates(actual)}; events: ${events}`,
      expected,
      actual,
      operator: 'expect',
    });
  }
}

/** True where each of these nodes is as it was expected. */
export function isAsExpected(expected: NodeStates, actual: NodeStates): boolean {
  return Object.entries(expected).every(([node, state]) => actual[node] === state);
}

/** `web1 succeeded, web2 nacked`, for an error. */
export function listedStates(states: NodeStates): string {
  return (
    Object.entries(states)
      .map(([node, state]) => `${node} ${state}`)
      .join(', ') || 'no node'
  );
}
