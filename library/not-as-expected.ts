import { AssertionError } from 'node:assert';
import type { NodeState } from '../protocol/client/job-progress.ts';
import type { JobFeedEvent } from './job-events.ts';

/** What a test expects of nodes at the end of a job, or what it has seen of them, by their names. */
export type NodeStates = Readonly<Record<string, NodeState>>;

/**
 * A job has ended otherwise than a test expects. `expected` and `actual` are the states of the nodes that the test names,
 * which runners of tests show side by side; the text has them too, and the events.
 */
export class NotAsExpected extends AssertionError {
  override readonly name = 'NotAsExpected';

  /** @param job how it has ended @param thrower whose caller the stack begins with */
  constructor(
    job: { readonly id: string; readonly status: string; readonly events: readonly JobFeedEvent[] },
    { expected, actual }: Readonly<Record<'expected' | 'actual', NodeStates>>,
    thrower: (...given: never[]) => unknown,
  ) {
    const differences = Object.keys(expected)
      .filter((node) => actual[node] !== expected[node])
      .map((node) => `${node} ${actual[node] ?? 'is not in the job'}, not ${expected[node]}`);
    const message = [
      `job ${job.id}, ${job.status}: ${differences.join('; ')}`,
      `wanted: ${listedStates(expected)}`,
      `seen: ${listedStates(actual)}`,
      'events:',
      ...job.events.map(({ event, text }) => `  ${event} ${text}`),
    ].join('\n');
    super({ message, expected, actual, operator: 'expect', stackStartFn: thrower });
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
