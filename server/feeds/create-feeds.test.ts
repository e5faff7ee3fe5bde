import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { createFeeds } from './create-feeds.ts';
import type { StartEvent } from './event.ts';

const START: StartEvent = {
  name: 'start',
  command: 'uptime',
  runTimeoutSeconds: 300,
  quorum: 1,
  nodeCount: 1,
  user: 'rebecca',
  fileSpecified: false,
  capture: false,
};

function newFeeds() {
  const clock = new SimulatedClock();
  const feeds = createFeeds({
    clock,
    orgFeedExpirationMs: 60_000,
    maxHistoryBytes: 1_048_576,
    onSubscriberError: (error) => assert.fail(String(error)),
  });
  return { clock, feeds };
}

test('a job feed numbers its events from 1 and stamps each later than the one before', () => {
  const { clock, feeds } = newFeeds();
  const writer = feeds.open('dev', 'a1');
  writer.record(START);
  writer.record({ name: 'quorum_succeeded' });
  clock.advance(1);
  writer.record({ name: 'rehab', node: 'web1' });
  const events = feeds.jobFeed('dev', 'a1')?.events().slice() ?? [];
  const first = (clock.now() - 1) * 1_000;
  assert.deepEqual(
    events.map(({ number, timestampMicros }) => [number, timestampMicros]),
    [
      [1, first],
      [2, first + 1],
      [3, first + 1_000],
    ],
  );
});

test('a job feed belongs to one organisation and is gone when it is closed', () => {
  const { feeds } = newFeeds();
  const writer = feeds.open('dev', 'a1');
  assert.notEqual(feeds.jobFeed('dev', 'a1'), undefined);
  assert.equal(feeds.jobFeed('ops', 'a1'), undefined);
  writer.close();
  assert.equal(feeds.jobFeed('dev', 'a1'), undefined);
});

test('a job feed ends with job_complete, and takes nothing after it', () => {
  const { feeds } = newFeeds();
  const writer = feeds.open('dev', 'a1');
  const feed = feeds.jobFeed('dev', 'a1');
  const heard: string[] = [];
  feed?.subscribe(
    ({ event }) => heard.push(event.name),
    () => heard.push('end'),
  );
  writer.record(START);
  writer.record({ name: 'job_complete', status: 'quorum_failed' });
  assert.deepEqual(heard, ['start', 'job_complete', 'end']);
  assert.equal(feed?.ended, true);
  assert.throws(() => writer.record({ name: 'quorum_succeeded' }), /feed a1 has ended/);

  feed?.subscribe(
    () => heard.push('late event'),
    () => heard.push('late end'),
  );
  assert.equal(heard.at(-1), 'late end');
});

test('the organisation feed has the first and the last event of each of its jobs', () => {
  const { feeds } = newFeeds();
  const heard: string[] = [];
  feeds.orgFeed('dev').subscribe(({ number, event }) => heard.push(`${number} ${event.job} ${event.name}`));
  feeds.orgFeed('ops').subscribe(() => assert.fail('another organisation'));
  const one = feeds.open('dev', 'a1');
  const two = feeds.open('dev', 'b2');
  one.record(START);
  one.record({ name: 'quorum_succeeded' });
  two.record(START);
  two.record({ name: 'job_complete', status: 'quorum_failed' });
  one.record({ name: 'job_complete', status: 'complete' });
  assert.deepEqual(heard, ['1 a1 start', '2 b2 start', '3 b2 job_complete', '4 a1 job_complete']);
});

test('events of an organisation expire, whether or not others follow', () => {
  const { clock, feeds } = newFeeds();
  const numbers = () =>
    feeds
      .orgFeed('dev')
      .recorded()
      .events.map(({ number }) => number);
  for (const id of ['a1', 'b2', 'c3', 'd4']) {
    feeds.open('dev', id).record(START);
    clock.advance(20_000);
  }
  // the third is 40 seconds old, the second is exactly as old as the expiry
  assert.deepEqual(numbers(), [3, 4]);
  clock.advance(20_000);
  feeds.open('dev', 'e5').record(START);
  assert.deepEqual(numbers(), [4, 5]);
  clock.advance(60_000);
  assert.deepEqual(numbers(), []);
});

test('every recorded event is later than the horizon', () => {
  const { clock, feeds } = newFeeds();
  feeds.open('dev', 'a1').record(START);
  clock.advance(59_999);
  const { horizonMicros, events } = feeds.orgFeed('dev').recorded();
  assert.equal(horizonMicros, (clock.now() - 60_000) * 1_000);
  assert.equal(events.length, 1);
  assert.equal((events[0]?.timestampMicros ?? 0) > horizonMicros, true);
});

test('of commands that take more than is kept the oldest are forgotten, and the horizon says so', () => {
  const { clock, feeds } = newFeeds();
  for (const id of ['a1', 'b2', 'c3', 'd4']) {
    feeds.open('dev', id).record({ ...START, command: 'x'.repeat(500_000) });
    clock.advance(1_000);
  }
  const { horizonMicros, events } = feeds.orgFeed('dev').recorded();
  assert.deepEqual(
    events.map(({ number }) => number),
    [3, 4],
  );
  assert.equal(horizonMicros, (clock.now() - 3_000) * 1_000, 'when the second was recorded');
  feeds.open('dev', 'e5').record({ ...START, command: 'x'.repeat(5_000_000) });
  assert.equal(feeds.orgFeed('dev').recorded().events.length, 1, 'the newest is kept, however long it is');
});

test('a long history is kept whole while it is swept', () => {
  const { clock, feeds } = newFeeds();
  for (let count = 1; count <= 1_000; count += 1) {
    feeds.open('dev', `job${count}`).record(START);
    clock.advance(100);
    const { events } = feeds.orgFeed('dev').recorded();
    assert.equal(events.length, Math.min(count, 599));
    assert.equal(events.at(-1)?.number, count);
  }
});

test('an organisation feed of another life of the server has another key', () => {
  assert.notEqual(newFeeds().feeds.orgFeed('dev').key, newFeeds().feeds.orgFeed('dev').key);
});

test('stopping ends every feed, and those that are looked for later', () => {
  const { feeds } = newFeeds();
  let ends = 0;
  const count = () => {
    ends += 1;
  };
  feeds.open('dev', 'a1').record(START);
  feeds.jobFeed('dev', 'a1')?.subscribe(() => undefined, count);
  feeds.orgFeed('dev').subscribe(() => undefined, count);
  feeds.stop();
  assert.equal(ends, 2);
  assert.equal(feeds.orgFeed('new').ended, true);
});
