import { Context, type Dealer } from 'zeromq';
import { answer } from '../process/child-answer.ts';
import { cpuMicros, residentBytes } from '../process/usage.ts';
import type { Address } from './address.ts';
import { openDealer } from './bare-dealer.ts';
import { receiveAll } from './receive-all.ts';
import { SerialSender } from './serial-sender.ts';

/** The floor of the fleet: DEALERs with CURVE that send back what they receive. */
let context: Context;
const dealers: Dealer[] = [];
const queues: SerialSender[] = [];

const commands = {
  /** Loads and warms everything that does not depend on the number of connections. */
  prepare({ maxSockets }: { readonly maxSockets: number }): void {
    context = new Context({ maxSockets });
  },
  /** Opens so many connections and resolves when each has had an answer; milliseconds. */
  async connect({ to, count }: { readonly to: Address; readonly count: number }): Promise<number> {
    const startMs = performance.now();
    const welcomed = Array.from({ length: count }, () => openOne(to));
    await Promise.all(welcomed);
    return performance.now() - startMs;
  },
  /** Each connection sends these frames; whoever receives them counts. */
  say({ frames }: { readonly frames: readonly string[] }): void {
    for (const queue of queues) queue.send(frames);
  },
  memory: (): Promise<number> => residentBytes(),
  cpu: (): number => cpuMicros(),
};

export type BareDealersCommands = typeof commands;

async function openOne(to: Address): Promise<void> {
  const dealer = openDealer(context, to);
  dealers.push(dealer);
  const sending = new SerialSender(dealer);
  queues.push(sending);
  sending.send(['hello']);
  await new Promise<void>((resolve) => {
    void receiveAll(dealer, (frames) => {
      if (frames.length === 1) resolve();
      else sending.send(frames);
    });
  });
}

answer(commands);
