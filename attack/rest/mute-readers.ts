import type { BySize } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Storm } from '../attack.ts';
import { crowd } from '../raw/crowd.ts';
import { muteCrowd } from '../raw/mute.ts';
import { RawRequests } from '../raw/request.ts';

const HOLD_MS: BySize<number> = { full: 8_000, quick: 4_000, smoke: 100 };
const NAMES: BySize<number> = { full: 50_000, quick: 50_000, smoke: 200 };
const FEED_READERS: BySize<number> = { full: 500, quick: 500, smoke: 3 };
const TOLD_JOBS: BySize<number> = { full: 20, quick: 20, smoke: 2 };
const TOLD_CHARACTERS: BySize<number> = { full: 900_000, quick: 900_000, smoke: 1_000 };
const HISTORY_READERS: BySize<number> = { full: 300, quick: 300, smoke: 3 };
const JOB_READERS: BySize<number> = { full: 300, quick: 300, smoke: 3 };
const LIST_READERS: BySize<number> = { full: 50, quick: 50, smoke: 3 };
const LISTED_JOBS: BySize<number> = { full: 300, quick: 100, smoke: 2 };
const LISTED_CHARACTERS: BySize<number> = { full: 300_000, quick: 300_000, smoke: 1_000 };
const POSTED_AT_ONCE = 4;
const EVENT_STREAM = { Accept: 'text/event-stream' };

/** Starts a job of so many names that are no nodes; gives its id. */
async function largeJob(target: AttackTarget, names: number): Promise<string> {
  const nodes = Array.from({ length: names }, (_, each) => `m-${each.toString(36)}`);
  await new RawRequests(target).startJob('true', nodes);
  const status = await fetch(`${target.url}/pushy/_status`);
  const { job_processes: ids } = (await status.json()) as { readonly job_processes: readonly string[] };
  return ids.at(-1) ?? 'none';
}

export const muteFeedReaders: Storm = {
  kind: 'storm',
  name: 'rest/mute-feed-readers',
  about: "500 readers of the organisation's feed never read, and 20 jobs with long commands are told to them",
  run(target, size) {
    const requests = new RawRequests(target);
    const request = requests.bytes({ path: 'jobs_status_feed', headers: EVENT_STREAM });
    const command = 'x'.repeat(TOLD_CHARACTERS[size]);
    return muteCrowd(target, { count: FEED_READERS[size], request, holdMs: HOLD_MS[size] }, () =>
      crowd(TOLD_JOBS[size], 1, () => requests.startJob(command, ['nobody'])),
    );
  },
};

export const muteHistoryReaders: Storm = {
  kind: 'storm',
  name: 'rest/mute-history-readers',
  about: '300 readers of the feed of a job of 50,000 names never read',
  async run(target, size) {
    const id = await largeJob(target, NAMES[size]);
    const request = new RawRequests(target).bytes({ path: `jobs_status_feed/${id}`, headers: EVENT_STREAM });
    return await muteCrowd(target, { count: HISTORY_READERS[size], request, holdMs: HOLD_MS[size] });
  },
};

export const muteJobReaders: Storm = {
  kind: 'storm',
  name: 'rest/mute-job-readers',
  about: '300 connections ask for a job of 50,000 names at once and never read',
  async run(target, size) {
    const id = await largeJob(target, NAMES[size]);
    const request = new RawRequests(target).bytes({ path: `jobs/${id}` });
    return await muteCrowd(target, { count: JOB_READERS[size], request, holdMs: HOLD_MS[size] });
  },
};

export const mutePageReaders: Storm = {
  kind: 'storm',
  name: 'rest/mute-page-readers',
  about: '50 connections ask each for another page of a list of 300 jobs with long commands and never read',
  async run(target, size) {
    const requests = new RawRequests(target);
    const command = 'x'.repeat(LISTED_CHARACTERS[size]);
    await crowd(LISTED_JOBS[size], POSTED_AT_ONCE, () => requests.startJob(command, ['nobody']));
    const pageOf = (index: number) =>
      requests.bytes({ path: `jobs?limit=${Math.max(1, LISTED_JOBS[size] - index)}` });
    return await muteCrowd(target, { count: LIST_READERS[size], request: pageOf, holdMs: HOLD_MS[size] });
  },
};

export const muteListReaders: Storm = {
  kind: 'storm',
  name: 'rest/mute-list-readers',
  about: '50 connections ask for a list of 300 jobs with long commands and never read',
  async run(target, size) {
    const requests = new RawRequests(target);
    const command = 'x'.repeat(LISTED_CHARACTERS[size]);
    await crowd(LISTED_JOBS[size], POSTED_AT_ONCE, () => requests.startJob(command, ['nobody']));
    const request = requests.bytes({ path: 'jobs' });
    return await muteCrowd(target, { count: LIST_READERS[size], request, holdMs: HOLD_MS[size] });
  },
};
