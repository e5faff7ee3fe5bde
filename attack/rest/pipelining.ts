import type { Socket } from 'node:net';
import type { BySize, Size } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { after, dial, opened, pour } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests, type RequestParts } from '../raw/request.ts';

const LAST_MS: BySize<number> = { full: 10_000, quick: 5_000, smoke: 200 };
const FEW: BySize<number> = { full: 10, quick: 10, smoke: 2 };
const MANY: BySize<number> = { full: 500, quick: 500, smoke: 4 };
const LISTED_JOBS: BySize<number> = { full: 301, quick: 301, smoke: 3 };
const COMMAND_CHARACTERS = 200;
/** Requests that are written at once. */
const BURST: BySize<number> = { full: 200, quick: 200, smoke: 20 };
/** Of the smallest run, so that a server that renders them all is done soon. */
const BURSTS: BySize<number> = { full: Number.POSITIVE_INFINITY, quick: Number.POSITIVE_INFINITY, smoke: 5 };
const POSTED_AT_ONCE = 8;

/** The same request over and over on each connection, whose answers nobody reads; one that is cut off is opened anew. */
async function pipeline(
  target: AttackTarget,
  size: Size,
  connections: number,
  parts: RequestParts,
): Promise<Sent> {
  const request = new RawRequests(target).bytes(parts);
  const burst = Buffer.concat(Array<Buffer>(BURST[size]).fill(request));
  const until = after(LAST_MS[size]);
  let [bytes, bursts] = [0, 0];
  const isOver = () => until.aborted || bursts >= BURSTS[size];
  const next = () => {
    bursts += 1;
    return isOver() ? undefined : burst;
  };
  await crowd(connections, connections, async () => {
    while (!isOver()) {
      const socket: Socket = dial(target.url).pause();
      await opened(socket);
      await pour(socket, next, until);
      bytes += socket.bytesWritten;
      socket.destroy();
    }
  });
  return { count: Math.round(bytes / request.byteLength), what: 'requests', bytes };
}

async function startJobs(target: AttackTarget, size: Size): Promise<void> {
  const requests = new RawRequests(target);
  const command = 'x'.repeat(COMMAND_CHARACTERS);
  await crowd(LISTED_JOBS[size], POSTED_AT_ONCE, () => requests.startJob(command, ['nobody']));
}

export const pipelinedMetrics: Storm = {
  kind: 'storm',
  name: 'rest/pipelined-metrics',
  about: 'ten connections ask for /metrics over and over and never read',
  run: (target, size) => pipeline(target, size, FEW[size], { path: '/metrics', signed: false }),
};

export const pipelinedOpenApi: Storm = {
  kind: 'storm',
  name: 'rest/pipelined-openapi',
  about: 'ten connections ask for /openapi.json over and over and never read',
  run: (target, size) => pipeline(target, size, FEW[size], { path: '/openapi.json', signed: false }),
};

export const pipelinedJobs: Storm = {
  kind: 'storm',
  name: 'rest/pipelined-jobs',
  about: 'ten connections ask, signed, for a list of 301 jobs over and over and never read',
  async run(target, size) {
    await startJobs(target, size);
    return await pipeline(target, size, FEW[size], { path: 'jobs' });
  },
};

export const pipelinedByMany: Storm = {
  kind: 'storm',
  name: 'rest/pipelined-by-many',
  about: '500 connections ask for /metrics over and over and never read',
  run: (target, size) => pipeline(target, size, MANY[size], { path: '/metrics', signed: false }),
};
