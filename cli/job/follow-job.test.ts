import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { Reply } from '../../protocol/client/reply.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { StreamedReply } from '../../protocol/client/streamed-reply.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { feedEvents, started } from '../../protocol/testing/feed-events.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { type FollowOptions, followJob } from './follow-job.ts';

const { privateKey } = newKeyPair();

/** A server of which every answer is known beforehand: the feed if any, then the job each time it is asked for. */
class ScriptedClient extends RestClient {
  asked = 0;
  readonly #feed: string | undefined;
  readonly #jobs: readonly (object | undefined)[];

  constructor(feed: string | undefined, jobs: readonly (object | undefined)[]) {
    super({ serverUrl: 'http://127.0.0.1:1', org: 'dev', user: 'admin', privateKey });
    this.#feed = feed;
    this.#jobs = jobs;
  }

  override async stream(): Promise<StreamedReply> {
    const status = this.#feed === undefined ? 404 : 200;
    const body = Readable.from([Buffer.from(this.#feed ?? '{"error":["no feed"]}')]);
    const read = Object.assign(body, { arrayBuffer: async () => Buffer.from('{"error":["no feed"]}') });
    return {
      status,
      headers: { 'content-type': 'text/event-stream' },
      body: read as unknown as StreamedReply['body'],
    };
  }

  override async request(): Promise<Reply> {
    const job = this.#jobs[Math.min(this.asked++, this.#jobs.length - 1)];
    return new Reply('GET /job', job === undefined ? 404 : 200, {}, Buffer.from(JSON.stringify(job ?? {})));
  }
}

function job(status: string, nodes: object): object {
  const at = 'Tue, 04 Sep 2012 23:01:02 GMT';
  return { id: '12ab', command: 'uptime', status, run_timeout: 1, created_at: at, updated_at: at, nodes };
}

function follow(client: RestClient, more: Partial<FollowOptions> = {}) {
  const progress = new JobProgress();
  const clock = new SimulatedClock();
  const changes: (string | undefined)[] = [];
  const ended = followJob({
    client,
    id: '12ab',
    progress,
    pollIntervalMs: 1_000,
    clock,
    signal: new AbortController().signal,
    onChange: (event) => changes.push(event?.event),
    ...more,
  });
  return { ended, progress, clock, changes };
}

const FEED = feedEvents(
  started(1),
  ['quorum_vote', { node: 'a', status: 'success' }],
  ['quorum_succeeded'],
  ['run_start', { node: 'a' }],
  ['run_complete', { node: 'a', status: 'failure' }],
  ['job_complete', { status: 'complete' }],
);
const FEED_TEXT = FEED.map(({ event, id, text }) => `event: ${event}\nid: ${id}\ndata: ${text}\n\n`).join('');

/** Lets what is awaited go on, until the clock has something to fire. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('a job with a feed is followed by it, and known more finely than its last answer', async () => {
  const client = new ScriptedClient(FEED_TEXT, [job('complete', { complete: ['a'] })]);
  const { ended, progress, changes } = follow(client);
  assert.equal((await ended)?.status, 'complete');
  assert.deepEqual(changes, [...FEED.map(({ event }) => event), undefined]);
  assert.equal(progress.nodes.get('a')?.state, 'failed');
  assert.equal(client.asked, 1);
});

test('a job without a feed is asked for until it ends', async () => {
  const answers = [
    job('voting', { new: ['a'] }),
    job('running', { running: ['a'] }),
    job('complete', { complete: ['a'] }),
  ];
  const client = new ScriptedClient(undefined, answers);
  const { ended, progress, clock, changes } = follow(client);
  for (let polls = 1; polls <= answers.length; polls++) {
    await turns();
    assert.equal(client.asked, polls);
    clock.advance(1_000);
  }
  assert.equal((await ended)?.status, 'complete');
  assert.equal(progress.count('complete'), 1);
  assert.deepEqual(changes, [undefined, undefined, undefined]);
});

test('the signal ends the following, and the job goes on', async () => {
  const client = new ScriptedClient(undefined, [job('running', { running: ['a'] })]);
  const controller = new AbortController();
  const { ended } = follow(client, { signal: controller.signal });
  await turns();
  controller.abort();
  assert.equal(await ended, undefined);
});

test('a job that is not there is a failed check', async () => {
  const { ended } = follow(new ScriptedClient(undefined, [undefined]));
  await assert.rejects(ended, {
    name: 'CheckFailed',
    message: 'There is no job 12ab in organisation dev; push-harness job list shows those there are.',
  });
});
