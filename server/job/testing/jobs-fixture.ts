import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import type { ServerQuirkName } from '../../../protocol/quirks/catalogue.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { openStore } from '../../store/open-store.ts';
import type { Organisation, Store } from '../../store/store.ts';
import type { JobMessageType, Jobs } from '../jobs.ts';
import { LiveJobs } from '../live-jobs.ts';
import { FakeNodes } from './fake-nodes.ts';

export const DEV_ORGANISATION: Organisation = {
  name: 'dev',
  fullName: 'Development',
  id: `${'cafe'.repeat(5)}0123456789ab`,
};
const OPS: Organisation = { name: 'ops', fullName: 'Operations', id: 'beef'.repeat(8) };

/** A store whose saving of job statuses can be held up, made to fail, or find no room on its disk. */
export class SaveGate {
  #untilRoom: Promise<void> | undefined;
  #makeRoom: () => void = () => {};
  #held: (() => void)[] = [];
  #closed = false;
  failure: Error | undefined;

  close(): void {
    this.#closed = true;
  }

  open(): void {
    this.#closed = false;
    for (const proceed of this.#held.splice(0)) proceed();
  }

  /** What is saved from now on waits for room. */
  fill(): void {
    this.#untilRoom = new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
  }

  makeRoom(): void {
    this.#makeRoom();
    this.#untilRoom = undefined;
  }

  get untilRoom(): Promise<void> | undefined {
    return this.#untilRoom;
  }

  async pass(): Promise<void> {
    if (this.#closed) await new Promise<void>((proceed) => this.#held.push(proceed));
    if (this.failure !== undefined) throw this.failure;
  }
}

export interface JobsFixture {
  readonly jobs: Jobs;
  readonly nodes: FakeNodes;
  readonly store: Store;
  readonly gate: SaveGate;
  readonly clock: SimulatedClock;
  /** What was said of missing output. */
  readonly missed: string[];
  /** Another life of the server over the same store. */
  restart(): Jobs;
  /** Messages as `web1 ack_commit`; throws for one that the job did not take. */
  say(jobId: string, ...messages: readonly string[]): void;
  /** Resolves when everything that is stored by now is stored, and what waits for it has happened. */
  settled(): Promise<void>;
  /** Names of the events in a job's feed, with node and status. */
  feed(jobId: string): readonly string[];
}

/** Jobs over a store in memory, on a simulated clock, with nodes that only listen. */
export async function jobsFixture(
  t: TestContext,
  ...quirks: readonly ServerQuirkName[]
): Promise<JobsFixture> {
  const store = await openStore({ file: ':memory:' });
  t.after(() => store.close());
  await store.organisations.insert(DEV_ORGANISATION);
  await store.organisations.insert(OPS);
  const gate = new SaveGate();
  const nodes = new FakeNodes();
  const clock = new SimulatedClock();
  const missed: string[] = [];
  const gated: Pick<Store, 'jobs' | 'outputs' | 'flushed'> = {
    flushed: async () => {
      await gate.untilRoom;
      await store.flushed();
    },
    outputs: store.outputs,
    jobs: {
      ...store.jobs,
      async saveStatus(id, status, updatedAtMs) {
        await gate.pass();
        if (gate.untilRoom === undefined) return store.jobs.saveStatus(id, status, updatedAtMs);
        void gate.untilRoom.then(() => store.jobs.saveStatus(id, status, updatedAtMs));
        return 'held';
      },
    },
  };
  const restart = () =>
    new LiveJobs({
      nodes,
      store: gated,
      clock,
      settings: {
        votingTimeoutMs: 60_000,
        waitCompleteMs: 5_000,
        orgFeedExpirationMs: 60_000,
        maxHistoryBytes: 1_048_576,
      },
      serverName: 'harness',
      quirks: new Set(quirks),
      log: pino({ level: 'silent' }),
      onHalfOutput: (org, node, jobId) => missed.push(`half ${org} ${node} ${jobId}`),
      onDroppedOutput: (org, node, jobId) => missed.push(`dropped ${org} ${node} ${jobId}`),
    });
  const jobs = restart();
  return {
    jobs,
    nodes,
    store,
    gate,
    clock,
    missed,
    restart,
    say(jobId, ...messages) {
      for (const message of messages) {
        const [node = '', type] = message.split(' ');
        if (!jobs.nodeMessage('dev', node, jobId, type as JobMessageType))
          throw new Error(`${message}: not taken`);
      }
    },
    async settled() {
      await nextTurn();
      await store.flushed();
      await nextTurn();
    },
    feed(jobId) {
      const events = jobs.feeds.jobFeed('dev', jobId)?.events().slice() ?? [];
      return events.map(({ event }) =>
        [event.name, 'node' in event && event.node, 'status' in event && event.status]
          .filter(Boolean)
          .join(' '),
      );
    },
  };
}
