import assert from 'node:assert/strict';
import test from 'node:test';
import { readEvents } from './testing/events.ts';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const FEED = `${PUSHY}/job_status_feed`;

async function finishedJob({ startJob, say, settled }: HttpFixture): Promise<string> {
  const id = await startJob({ command: 'ls', nodes: ['web1'] });
  say(id, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
  await settled();
  return id;
}

/** Follows the feed; gives what stops the server and then tells all that was seen. */
async function follow({ ask, jobs, untilReaders }: HttpFixture, lastId?: string, path = FEED, as = 'admin') {
  const response = ask('GET', path, { as, headers: { 'last-event-id': lastId } });
  await untilReaders(1);
  return async () => {
    await jobs.stop();
    return readEvents((await response).body);
  };
}

test('documented: without an id only what happens from now on, success by its plain name', async (t) => {
  const fixture = await httpFixture(t);
  await finishedJob(fixture);
  const untilStop = await follow(fixture);
  const id = await finishedJob(fixture);
  const events = await untilStop();
  assert.deepEqual(
    events.map(({ event, text }) => [event, text.replace(/"timestamp":"[^"]*"/, 'T')]),
    [
      [
        'start',
        `{T,"job":"${id}","command":"ls","run_timeout":3600,"user":"admin","quorum":1,"node_count":1}`,
      ],
      ['job_complete', `{T,"job":"${id}","status":"success"}`],
    ],
  );
});

test('pushy-server: events are counted, and a completed job is complete', async (t) => {
  const fixture = await httpFixture(t, { dialect: 'pushy-server' });
  const untilStop = await follow(fixture);
  await finishedJob(fixture);
  const events = await untilStop();
  assert.deepEqual(
    events.map(({ id }) => id),
    ['org-1', 'org-2'],
  );
  assert.equal(events[1]?.data.status, 'complete');
});

test('a job that fails is called by its status in both dialects', async (t) => {
  for (const dialect of ['documented', 'pushy-server'] as const) {
    const fixture = await httpFixture(t, { dialect });
    const untilStop = await follow(fixture);
    const id = await fixture.startJob({ command: 'x', nodes: ['web1'] });
    fixture.say(id, 'web1 nack_commit');
    await fixture.settled();
    assert.equal((await untilStop()).at(-1)?.data.status, 'quorum_failed');
  }
});

test('a known id means everything after it, an unknown one all that is recorded after start_of_history', async (t) => {
  const fixture = await httpFixture(t);
  await finishedJob(fixture);
  await finishedJob(fixture);
  fixture.clock.advance(1_000);
  const fromUnknown = await follow(fixture, 'dcd37f50-2d77-4761-895b-33134dbf87d1');
  const [history, ...all] = await fromUnknown();
  assert.deepEqual(
    [history?.event, history?.text],
    ['start_of_history', '{"timestamp":"2014-07-10 05:16:41.000000Z"}'],
  );
  assert.deepEqual(
    all.map(({ event }) => event),
    ['start', 'job_complete', 'start', 'job_complete'],
  );
  for (const [index, { id }] of all.entries()) {
    const { body } = await fixture.ask('GET', FEED, { headers: { 'last-event-id': id } });
    assert.deepEqual(readEvents(body), all.slice(index + 1));
  }
});

test('events expire', async (t) => {
  const fixture = await httpFixture(t, { dialect: 'pushy-server' });
  await finishedJob(fixture);
  fixture.clock.advance(60_001);
  const untilStop = await follow(fixture, 'org-1');
  const events = await untilStop();
  assert.deepEqual(
    events.map(({ id, event }) => [id, event]),
    [['start_id', 'start_of_history']],
  );
});

test('organisations do not see each other', async (t) => {
  const fixture = await httpFixture(t);
  const untilStop = await follow(fixture, undefined, '/organizations/ops/pushy/jobs_status_feed', 'olga');
  await finishedJob(fixture);
  assert.deepEqual(await untilStop(), []);
});
