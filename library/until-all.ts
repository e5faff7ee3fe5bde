import { systemClock } from '../protocol/time/clock.ts';
import { pause } from '../protocol/time/pause.ts';
import { DEFAULT_PATIENCE_MS, GaveUp, type Patience } from './gave-up.ts';

/** How often the state of nodes, which tells nobody of its changes, is looked at. */
const LOOK_EVERY_MS = 5;

/** What is waited for. */
export interface Waiting extends Patience {
  readonly nodes: Iterable<string>;
  readonly isAvailable: (node: string) => boolean;
  /** True where it will never come any more. */
  readonly isClosed: () => boolean;
}

/** Waits until all of these nodes are available at once. @throws GaveUp, naming those that are not */
export async function untilAll(waiting: Waiting): Promise<void> {
  const { isAvailable, isClosed, withinMs = DEFAULT_PATIENCE_MS } = waiting;
  const nodes = [...waiting.nodes];
  const missing = (): readonly string[] => nodes.filter((node) => !isAvailable(node));
  const deadlineMs = systemClock.monotonic() + withinMs;
  while (missing().length > 0) {
    if (isClosed() || systemClock.monotonic() > deadlineMs) {
      const seen = isClosed() ? 'the server is closed' : `still not: ${missing().join(', ')}`;
      throw new GaveUp(`available: ${nodes.join(', ')}`, seen, withinMs);
    }
    await pause(systemClock, LOOK_EVERY_MS);
  }
}
