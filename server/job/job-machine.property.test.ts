import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { pino } from 'pino';
import { grammarFaults } from '../../protocol/feed/grammar.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { JobEvent } from '../feeds/event.ts';
import type { Organisation, Store } from '../store/store.ts';
import type { JobRecord, JobStatus } from './job-record.ts';
import type { JobMessageType } from './jobs.ts';
import { LiveJobs } from './live-jobs.ts';
import type { NodeInJob } from './node-in-job.ts';
import { FakeNodes } from './testing/fake-nodes.ts';
import { jobRequest } from './testing/job-fixtures.ts';

const DEV: Organisation = { name: 'dev', fullName: 'Development', id: '0'.repeat(32) };
const NODES = ['web1', 'web2', 'web3', 'web4'];
const VOTING_TIMEOUT_MS = 60_000;

/** What the store was told of the only job, without the disk. */
class Told {
  readonly nodes = new Map<string, NodeInJob>();
  status: JobStatus | undefined;

  get store(): Pick<Store, 'jobs' | 'outputs' | 'flushed'> {
    return {
      jobs: {
        insert: async (job) => {
          this.status = job.status;
          for (const [node, stands] of job.nodes) this.nodes.set(node, stands);
        },
        saveStatus: async (_id, status) => {
          this.status = status;
          return 'stored';
        },
        saveNodes: (_id, changes) => {
          for (const [node, stands] of changes) this.nodes.set(node, stands);
        },
        get: async () => undefined,
        list: async () => [],
        ids: async () => [],
        organisationOf: async () => undefined,
        crashUnfinished: async () => 0,
      },
      outputs: { save: () => undefined, get: async () => undefined },
      flushed: async () => {},
    };
  }
}

type Happening =
  | { readonly kind: 'message'; readonly node: string; readonly type: JobMessageType }
  | { readonly kind: 'down'; readonly node: string }
  | { readonly kind: 'advance'; readonly ms: number };

const node = fc.constantFrom(...NODES, 'stranger');

/** Answers in the order of a healthy node come often, or few jobs would get beyond the vote. */
const type = fc.oneof(
  { weight: 4, arbitrary: fc.constant<JobMessageType>('ack_commit') },
  { weight: 3, arbitrary: fc.constant<JobMessageType>('ack_run') },
  { weight: 3, arbitrary: fc.constantFrom<JobMessageType>('succeeded', 'failed') },
  { weight: 1, arbitrary: fc.constantFrom<JobMessageType>('nack_commit', 'nack_run', 'aborted') },
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('message' as const), node, type }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('down' as const), node }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance' as const), ms: fc.nat(20_000) }) },
);

const scenario = fc.record({
  nodes: fc.subarray(NODES, { minLength: 1 }),
  quorum: fc.nat(5),
  runTimeoutSeconds: fc.nat(60),
  unavailable: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(NODES)),
  happenings: fc.array(happening, { maxLength: 60 }),
});

test('whatever the nodes answer, a job ends, its feed is in order and its statuses agree', async () => {
  const ends = new Set<JobStatus>();
  await fc.assert(
    fc.asyncProperty(scenario, async ({ nodes, quorum, runTimeoutSeconds, unavailable, happenings }) => {
      const told = new Told();
      const fakeNodes = new FakeNodes();
      for (const name of unavailable) fakeNodes.unavailable.add(name);
      const clock = new SimulatedClock();
      const jobs = new LiveJobs({
        nodes: fakeNodes,
        store: told.store,
        clock,
        settings: {
          votingTimeoutMs: VOTING_TIMEOUT_MS,
          waitCompleteMs: 86_400_000,
          orgFeedExpirationMs: 60_000,
          maxHistoryBytes: 1_048_576,
        },
        serverName: 'harness',
        log: pino({ level: 'silent' }),
      });
      const { id } = await jobs.start(DEV, 'rebecca', jobRequest({ nodes, quorum, runTimeoutSeconds }));

      for (const what of happenings) {
        if (what.kind === 'advance') clock.advance(what.ms);
        else if (what.kind === 'down') jobs.nodeDown('dev', what.node);
        else {
          const inProgress = jobs.isRunning('dev', id);
          const taken = jobs.nodeMessage('dev', what.node, id, what.type);
          assert.equal(taken, inProgress && nodes.includes(what.node));
        }
      }
      clock.advance(VOTING_TIMEOUT_MS);
      clock.advance(runTimeoutSeconds * 1_000);
      await nextTurn();

      const job = await jobs.get('dev', id);
      const recorded = jobs.feeds.jobFeed('dev', id)?.events().slice() ?? [];
      assert.ok(job);
      assert.deepEqual(
        grammarFaults(
          recorded.map((one) => ({ ...one.event, id: `${one.number}`, timestamp: one.timestampMicros })),
        ),
        [],
      );
      checkEnd(
        job,
        recorded.map(({ event }) => event),
      );
      assert.equal(told.status, job.status);
      assert.deepEqual([...told.nodes], [...job.nodes]);
      ends.add(job.status);
    }),
    { numRuns: 1_000 },
  );
  assert.deepEqual([...ends].sort(), ['complete', 'quorum_failed', 'timed_out']);
});

/** Holds the statuses at the end against what the feed told on the way. */
function checkEnd(job: JobRecord, events: readonly JobEvent[]): void {
  const last = events.at(-1);
  assert.deepEqual(last, { name: 'job_complete', status: job.status });

  const ran = events.some(({ name }) => name === 'quorum_succeeded');
  assert.equal(ran, job.status !== 'quorum_failed');
  const statuses = new Set([...job.nodes].map(([, { status }]) => status));
  for (const unfinished of ['new', 'ready', 'running'] as const)
    assert.equal(statuses.has(unfinished), false);
  if (job.status === 'quorum_failed') {
    for (const status of statuses) assert.ok(['nacked', 'unavailable', 'was_ready'].includes(status), status);
  } else {
    assert.equal(statuses.has('was_ready'), false);
  }
  assert.equal(statuses.has('timed_out'), job.status === 'timed_out');

  for (const [name, { status, started: saysStarted, endedBy }] of job.nodes) {
    const completions = events.flatMap((event) =>
      event.name === 'run_complete' && event.node === name ? [event.status] : [],
    );
    assert.equal(completions.filter((one) => one === 'success').length, status === 'succeeded' ? 1 : 0);
    assert.equal(completions.filter((one) => one === 'crashed').length, status === 'crashed' ? 1 : 0);
    const started = events.some((event) => event.name === 'run_start' && event.node === name);
    if (status === 'succeeded') assert.ok(started, `${name} succeeded without having started`);
    assert.equal(saysStarted, started, `${name} has started, or not, as the feed tells it`);
    assert.notEqual(endedBy, undefined, `what ended the part of ${name} is known`);
  }
}
