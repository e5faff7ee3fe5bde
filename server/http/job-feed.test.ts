import assert from 'node:assert/strict';
import test from 'node:test';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { readEvents } from './testing/events.ts';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const FEED = `${PUSHY}/jobs_status_feed`;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const PLAIN_JOB = ['start', 'quorum_vote', 'quorum_succeeded', 'run_start', 'run_complete', 'job_complete'];

async function runToEnd({ say, settled }: HttpFixture, id: string): Promise<void> {
  say(id, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
  await settled();
}

async function finishedJob(fixture: HttpFixture): Promise<string> {
  const id = await fixture.startJob({ command: 'ls /etc', nodes: ['web1'], run_timeout: 300 });
  await runToEnd(fixture, id);
  return id;
}

/** Long enough for a job to leave memory. */
const LATER_MS = 5_000;

test('a long history is read as far as its reader takes it, and goes on with what happens meanwhile', async (t) => {
  const { ask, startJob, say, jobs, settled, untilReaders } = await httpFixture(t);
  const names = Array.from({ length: 600 }, (_, index) => `node${index}`);
  const id = await startJob({ command: 'x', nodes: names });
  say(id, ...names.slice(1).map((name) => `${name} nack_commit`));
  const reading = ask('GET', `${FEED}/${id}`);
  await untilReaders(1);
  say(id, 'node0 nack_commit');
  await settled();
  const { body } = await reading;
  const told = [...body.matchAll(/^event: (\w+)/gm)].map(([, name]) => name);
  assert.equal(told.length, jobs.feeds.jobFeed('dev', id)?.events().length);
  assert.equal(told.at(-1), 'job_complete');
});

test('a reader who comes early sees the job to its end, and then the stream is closed', async (t) => {
  const fixture = await httpFixture(t);
  const id = await fixture.startJob({ command: 'ls /etc', nodes: ['web1'], run_timeout: 300 });
  const reading = fixture.ask('GET', `${FEED}/${id}`, { headers: { accept: 'text/event-stream' } });
  await fixture.untilReaders(1);
  await runToEnd(fixture, id);
  const response = await reading;
  assert.equal(response.headers['content-type'], 'text/event-stream');
  assert.equal(response.headers['cache-control'], 'no-cache');
  assert.equal(response.headers['x-accel-buffering'], 'no');
  const events = readEvents(response.body);
  assert.deepEqual(
    events.map(({ event }) => event),
    PLAIN_JOB,
  );
  assert.ok(events.every((event) => UUID.test(event.id)));
  assert.equal(new Set(events.map((event) => event.id)).size, PLAIN_JOB.length);
  const times = events.map(({ data }) => String(data.timestamp));
  assert.deepEqual(times, [...new Set(times)].sort());
  assert.equal(times[0], '2014-07-10 05:17:40.000000Z');
});

test('events have exactly the data and the order of keys that the documentation shows', async (t) => {
  const fixture = await httpFixture(t);
  const id = await finishedJob(fixture);
  const { body } = await fixture.ask('GET', `${FEED}/${id}`);
  const data = readEvents(body).map(({ text }) => text.replace(/"timestamp":"[^"]*"/, 'T'));
  assert.deepEqual(data, [
    '{T,"command":"ls /etc","run_timeout":300,"user":"admin","quorum":1,"node_count":1}',
    '{T,"node":"web1","status":"success"}',
    '{T}',
    '{T,"node":"web1"}',
    '{T,"node":"web1","status":"success"}',
    '{T,"status":"complete"}',
  ]);
});

test('a start carries the options that were given, and never the file', async (t) => {
  for (const [dialect, capture] of [
    ['documented', {}],
    ['pushy-server', { capture: false }],
  ] as const) {
    const fixture = await httpFixture(t, { dialect });
    const options = { user: 'rebecca', dir: '/tmp', env: { A: 'Đ' }, file: 'raw:secret' };
    const id = await fixture.startJob({ command: 'x', nodes: ['web1'], ...options });
    await runToEnd(fixture, id);
    const { body } = await fixture.ask('GET', `${FEED}/${id}`);
    assert.doesNotMatch(body, /secret/);
    const [start] = readEvents(body);
    const { timestamp, ...data } = start?.data ?? {};
    assert.deepEqual(data, {
      command: 'x',
      run_timeout: 3600,
      user: 'admin',
      quorum: 1,
      node_count: 1,
      job_user: 'rebecca',
      dir: '/tmp',
      env: { A: 'Đ' },
      file_specified: true,
      ...capture,
    });
    assert.ok(timestamp);
  }
});

test('a reader goes on after the event that he saw last, in both spellings of the path', async (t) => {
  for (const dialect of ['documented', 'pushy-server'] as const satisfies readonly DialectName[]) {
    const fixture = await httpFixture(t, { dialect });
    const id = await finishedJob(fixture);
    const all = readEvents((await fixture.ask('GET', `${FEED}/${id}`)).body);
    for (const [index, last] of all.slice(0, -1).entries()) {
      const path = `${PUSHY}/${index % 2 === 0 ? 'job' : 'jobs'}_status_feed/${id}`;
      const { body } = await fixture.ask('GET', path, { headers: { 'last-event-id': last.id } });
      assert.deepEqual(readEvents(body), all.slice(index + 1));
    }
  }
});

test('an id that is not of this feed means from the first', async (t) => {
  for (const dialect of ['documented', 'pushy-server'] as const) {
    const fixture = await httpFixture(t, { dialect });
    const id = await finishedJob(fixture);
    const [other] = readEvents((await fixture.ask('GET', `${FEED}/${await finishedJob(fixture)}`)).body);
    const foreign = dialect === 'documented' ? [String(other?.id)] : ['job-0', 'job-7', 'org-1'];
    for (const lastId of ['', 'x', '00000000-0000-4000-8000-000000000000', ...foreign]) {
      const { body } = await fixture.ask('GET', `${FEED}/${id}`, { headers: { 'last-event-id': lastId } });
      assert.deepEqual(
        readEvents(body).map(({ event }) => event),
        PLAIN_JOB,
        lastId,
      );
    }
  }
});

test('when the job has left memory there is its summary, whatever was seen', async (t) => {
  for (const [dialect, wanted] of [
    ['documented', UUID],
    ['pushy-server', /^job-1$/],
  ] as const) {
    const fixture = await httpFixture(t, { dialect });
    const id = await finishedJob(fixture);
    const [first] = readEvents((await fixture.ask('GET', `${FEED}/${id}`)).body);
    fixture.clock.advance(LATER_MS);
    const { body } = await fixture.ask('GET', `${FEED}/${id}`, {
      headers: { 'last-event-id': String(first?.id) },
    });
    const [summary, ...more] = readEvents(body);
    assert.equal(more.length, 0);
    assert.equal(summary?.event, 'summary');
    assert.match(String(summary?.id), wanted);
    const shown = (await fixture.ask('GET', `${PUSHY}/jobs/${id}`)).json();
    assert.deepEqual(summary?.data, { timestamp: '2014-07-10 05:17:45.000000Z', ...shown });
  }
});

test('documented: a reader who has seen the end is told not to come again', async (t) => {
  const fixture = await httpFixture(t);
  const id = await finishedJob(fixture);
  const end = readEvents((await fixture.ask('GET', `${FEED}/${id}`)).body).at(-1)?.id ?? '';
  const again = async (lastId: string) =>
    await fixture.ask('GET', `${FEED}/${id}`, { headers: { 'last-event-id': lastId } });
  const inMemory = await again(end);
  assert.deepEqual([inMemory.statusCode, inMemory.body], [204, '']);
  fixture.clock.advance(LATER_MS);
  assert.equal((await again(end)).statusCode, 204);
  const summary = readEvents((await again('x')).body)[0]?.id ?? '';
  assert.equal((await again(summary)).statusCode, 204);
});

test('pushy-server: a reader who has seen the end gets an empty stream, and later the summary', async (t) => {
  const fixture = await httpFixture(t, { dialect: 'pushy-server' });
  const id = await finishedJob(fixture);
  const again = async () =>
    await fixture.ask('GET', `${FEED}/${id}`, { headers: { 'last-event-id': 'job-6' } });
  assert.deepEqual([(await again()).statusCode, (await again()).body], [200, '']);
  fixture.clock.advance(LATER_MS);
  assert.match((await again()).body, /^event: summary\n/);
});

test('who says that he has seen the end before it has come sees everything', async (t) => {
  const fixture = await httpFixture(t);
  const id = await fixture.startJob({ command: 'x', nodes: ['web1'] });
  const ids = DIALECTS.documented.eventIds('job', id);
  const end = ids.of({ number: 6, timestampMicros: 0, event: { name: 'job_complete', status: 'complete' } });
  const reading = fixture.ask('GET', `${FEED}/${id}`, { headers: { 'last-event-id': end } });
  await fixture.untilReaders(1);
  await runToEnd(fixture, id);
  assert.equal(readEvents((await reading).body).length, PLAIN_JOB.length);
});

test('there is no feed of a job that never was, of another organisation, or in another form', async (t) => {
  const fixture = await httpFixture(t);
  const id = await finishedJob(fixture);
  assert.equal((await fixture.ask('GET', `${FEED}/${'0'.repeat(32)}`)).statusCode, 404);
  const elsewhere = `/organizations/ops/pushy/jobs_status_feed/${id}`;
  assert.equal((await fixture.ask('GET', elsewhere, { as: 'olga' })).statusCode, 404);
  const statusFor = async (accept: string) =>
    (await fixture.ask('GET', `${FEED}/${id}`, { headers: { accept } })).statusCode;
  assert.equal(await statusFor('application/json'), 406);
  assert.equal(await statusFor('application/event-stream'), 200);
});

test('pushy-server gives a feed to whoever asks for an event stream by its right name alone', async (t) => {
  const fixture = await httpFixture(t, { dialect: 'pushy-server' });
  const id = await finishedJob(fixture);
  const statusFor = async (accept: string) =>
    (await fixture.ask('GET', `${PUSHY}/job_status_feed/${id}`, { headers: { accept } })).statusCode;
  assert.deepEqual(
    [await statusFor('text/event-stream'), await statusFor('application/event-stream')],
    [200, 406],
  );
});

test('HEAD tells the headers of a stream at once', async (t) => {
  const fixture = await httpFixture(t);
  const id = await fixture.startJob({ command: 'x', nodes: ['web1'] });
  const response = await fixture.ask('HEAD', `${FEED}/${id}`);
  assert.deepEqual(
    [response.statusCode, response.headers['content-type'], response.body],
    [200, 'text/event-stream', ''],
  );
});
