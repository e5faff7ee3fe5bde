import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobRecord } from '../../server/job/job-record.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import type { ServerTimings } from '../../server/settings.ts';
import { answer } from '../process/child-answer.ts';
import { cpuMicros, residentBytes, sampleWork, type WorkSample } from '../process/usage.ts';

/** How a client of the server signs its requests. */
export interface ServerAccess {
  readonly url: string;
  readonly org: string;
  readonly user: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface StartOptions {
  readonly data: string;
  readonly timings: Partial<ServerTimings>;
}

const LOOK_MS = 20;

/** Our server in a process of its own. */
let server: RunningServer;

const commands = {
  async start(options: StartOptions): Promise<ServerAccess> {
    server = await startReferenceServer(options);
    return { url: server.url, org: server.org, user: 'admin', privateKey: server.bootstrapKeys.admin };
  },
  /** Work is messages that were received and acted on. */
  sample: (): WorkSample => sampleWork(messages()),
  memory: (): Promise<number> => residentBytes(),
  cpu: (): number => cpuMicros(),
  counters: (): Readonly<Record<string, number>> => server.counters(),
  /** Resolves when so many nodes may take part in a job. */
  async untilAvailable(count: number): Promise<void> {
    while (server.nodes.heartbeating(server.org).filter(({ available }) => available).length < count) {
      await pause(LOOK_MS);
    }
  },
  /** Resolves when no job is in memory any more: those that ended stay for a moment. */
  async untilNoJobs(): Promise<void> {
    while (server.jobs.inMemory().length > 0) await pause(LOOK_MS);
  },
  /** Stores jobs that ended long ago, past the jobs in memory; gives the ids. */
  async storeJobs(count: number, nodesEach: number): Promise<string[]> {
    const jobs = Array.from({ length: count }, () => endedJob(server.org, nodesEach));
    await Promise.all(jobs.map((job) => server.store.jobs.insert(job)));
    return jobs.map(({ id }) => id);
  },
};

export type ServerCommands = typeof commands;

function messages(): number {
  return Object.entries(server.counters()).reduce(
    (sum, [name, count]) => (name.startsWith('messages.') ? sum + count : sum),
    0,
  );
}

function endedJob(org: string, nodesEach: number): JobRecord {
  const nodes = Array.from({ length: nodesEach }, (_, index) => `node-${index}.example.com`);
  return {
    id: randomBytes(16).toString('hex'),
    org,
    requestedBy: 'admin',
    createdAtMs: Date.now(),
    updatedAtMs: Date.now(),
    status: 'complete',
    request: {
      command: 'chef-client',
      nodes,
      runTimeoutSeconds: 3_600,
      quorum: nodesEach,
      captureOutput: false,
    },
    nodes: nodes.map((node) => [node, { status: 'succeeded', started: true, endedBy: 'succeeded' }]),
  };
}

answer(commands);
