import { setTimeout as pause } from 'node:timers/promises';
import { answer } from '../../bench/process/child-answer.ts';
import type { ServerAccess } from '../../bench/server/server-child.ts';
import { type Fleet, startVirtualFleet } from '../../simulator/fleet/fleet.ts';
import { InnocentRequests } from './innocent-requests.ts';

/** What those saw who do the server no harm: times in milliseconds, and what went wrong in sentences. */
export interface InnocentsReport {
  readonly requestsMs: readonly number[];
  readonly jobsMs: readonly number[];
  readonly requestFaults: readonly string[];
  readonly jobFaults: readonly string[];
}

const NODES = 20;
const REQUEST_EVERY_MS = 250;
const JOB_EVERY_MS = 1_500;
const LOOK_MS = 25;
const ONLINE_WITHIN_MS = 120_000;
/** A job is given up after this long. */
const JOB_PATIENCE_MS = 60_000;

/** Twenty nodes, and somebody who starts jobs on them and asks for their state, in a process of their own. */
let fleet: Fleet;
let requests: InnocentRequests;
let names: readonly string[] = [];
let requestsMs: number[] = [];
let jobsMs: number[] = [];
let requestFaults: string[] = [];
let jobFaults: string[] = [];
let watching: Promise<unknown> = Promise.resolve();
let isWatching = false;

const commands = {
  /** Resolves when the nodes take jobs. */
  async comeUp(access: ServerAccess): Promise<void> {
    const { url: serverUrl, ...who } = access;
    requests = new InnocentRequests(access);
    fleet = await startVirtualFleet({ serverUrl, ...who, nodes: NODES, prefix: 'innocent-', keyPool: 1 });
    await fleet.untilOnline({ withinMs: ONLINE_WITHIN_MS });
    names = [...fleet.nodes.keys()];
    // a node is available when the server has heard it, a moment after it has said so
    for (let tries = 0; (await runJob()) !== undefined; tries++) {
      if (tries === 100) throw new Error(`no job succeeds on the innocent nodes: ${await runJob()}`);
      await pause(100);
    }
  },
  /** From now on requests and jobs are timed, one after the other. */
  watch(): void {
    forget();
    isWatching = true;
    watching = Promise.all([again(REQUEST_EVERY_MS, timedRequest), again(JOB_EVERY_MS, timedJob)]);
  },
  /** Resolves when what is under way has ended, however long it takes. */
  async seen(): Promise<InnocentsReport> {
    isWatching = false;
    await watching;
    return { requestsMs, jobsMs, requestFaults, jobFaults };
  },
  /** One of each, now. */
  async once(): Promise<InnocentsReport> {
    forget();
    await Promise.all([timedRequest(), timedJob()]);
    return { requestsMs, jobsMs, requestFaults, jobFaults };
  },
  leave: (): Promise<void> => fleet.stop(),
};

export type InnocentCommands = typeof commands;

function forget(): void {
  requestsMs = [];
  jobsMs = [];
  requestFaults = [];
  jobFaults = [];
}

async function again(everyMs: number, act: () => Promise<void>): Promise<void> {
  while (isWatching) {
    await act();
    await pause(everyMs);
  }
}

async function timedRequest(): Promise<void> {
  const startMs = performance.now();
  const fault = await requests.ask('GET', 'node_states').then(
    ({ status, text }) =>
      status === 200 ? undefined : `a request is answered ${status} ${text.slice(0, 200)}`,
    (error: Error) => `a request is not answered: ${error.message}`,
  );
  if (fault === undefined) requestsMs.push(performance.now() - startMs);
  else requestFaults.push(fault);
}

async function timedJob(): Promise<void> {
  const startMs = performance.now();
  const fault = await runJob();
  if (fault === undefined) jobsMs.push(performance.now() - startMs);
  else jobFaults.push(fault);
}

/** Runs a job on all nodes to its end. Undefined where all of them succeeded, otherwise what went wrong. */
async function runJob(): Promise<string | undefined> {
  try {
    const posted = await requests.ask('POST', 'jobs', { command: 'true', nodes: names });
    if (posted.status !== 201) return `a job is answered ${posted.status} ${posted.text.slice(0, 200)}`;
    const id = String(JSON.parse(posted.text).uri).split('/').at(-1);
    const giveUpMs = performance.now() + JOB_PATIENCE_MS;
    for (;;) {
      const { status, text } = await requests.ask('GET', `jobs/${id}`);
      if (status !== 200) return `a job cannot be looked at: ${status} ${text.slice(0, 200)}`;
      const job = JSON.parse(text);
      if (job.status !== 'voting' && job.status !== 'running') return faultOf(job);
      if (performance.now() > giveUpMs) return `a job is ${job.status} after ${JOB_PATIENCE_MS / 1_000} s`;
      await pause(LOOK_MS);
    }
  } catch (error) {
    return `a job is not answered: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The dialects say by different words which nodes succeeded. */
function faultOf(job: {
  status: string;
  nodes: Readonly<Record<string, readonly string[]>>;
}): string | undefined {
  const succeeded = (job.nodes.succeeded ?? job.nodes.complete ?? []).length;
  if (job.status === 'complete' && succeeded === NODES) return undefined;
  return `a job is ${job.status} with ${succeeded} of ${NODES} nodes: ${JSON.stringify(job.nodes).slice(0, 200)}`;
}

answer(commands);
