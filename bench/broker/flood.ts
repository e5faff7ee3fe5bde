import { setTimeout as pause } from 'node:timers/promises';
import type { LeanNodes } from '../lean-nodes/lean-nodes.ts';
import { cpuMicrosEach, ratePerSecond, type WorkSample } from '../process/usage.ts';

/** Whoever receives messages and counts them. */
export interface Receiver {
  ask(command: 'sample'): Promise<WorkSample>;
}

export interface Flood {
  readonly nodes: LeanNodes;
  readonly count: number;
  /** Until the flood has reached its height. */
  readonly settleMs: number;
  readonly windowMs: number;
}

export interface FloodResult {
  readonly messagesPerSecond: number;
  /** CPU time of all threads of the receiver for a message. */
  readonly cpuMicros: number;
}

const QUIET_MS = 50;

/** Has the nodes send as fast as they can and measures what is received meanwhile. */
export async function measureFlood(
  receiver: Receiver,
  { nodes, count, settleMs, windowMs }: Flood,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<FloodResult> {
  await nodes.ask('startFlood', { count });
  await pause(settleMs);
  const before = await receiver.ask('sample');
  await Promise.all([pause(windowMs), meanwhile()]);
  const after = await receiver.ask('sample');
  await nodes.ask('stopFlood');
  await untilDrained(receiver);
  return { messagesPerSecond: ratePerSecond(before, after), cpuMicros: cpuMicrosEach(before, after) };
}

/** Resolves when nothing more comes: what is on its way would be counted in the next round. */
async function untilDrained(receiver: Receiver): Promise<void> {
  for (let seen = -1; ; ) {
    const { done } = await receiver.ask('sample');
    if (done === seen) return;
    seen = done;
    await pause(QUIET_MS);
  }
}
