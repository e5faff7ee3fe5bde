import assert from 'node:assert/strict';
import test from 'node:test';
import { RecordedJobFeed } from './job-feed.ts';

function feedWithErrors() {
  const errors: unknown[] = [];
  const feed = new RecordedJobFeed('f00d', (error) => errors.push(error));
  return { feed, errors };
}

test('a subscriber that throws is told the end and dropped, and the others hear everything', () => {
  const { feed, errors } = feedWithErrors();
  const heard: number[] = [];
  let ends = 0;
  const fail = () => {
    throw new Error('broken reader');
  };
  feed.subscribe(fail, () => {
    ends += 1;
  });
  feed.subscribe(({ number }) => heard.push(number));
  feed.record({ name: 'quorum_succeeded' }, 1);
  feed.record({ name: 'rehab', node: 'web1' }, 2);
  assert.deepEqual(heard, [1, 2]);
  assert.equal(errors.length, 1);
  assert.equal(ends, 1);
});

test('a subscriber that throws at the end harms nobody', () => {
  const { feed, errors } = feedWithErrors();
  let ends = 0;
  feed.subscribe(
    () => undefined,
    () => {
      throw new Error('broken reader');
    },
  );
  feed.subscribe(
    () => undefined,
    () => {
      ends += 1;
    },
  );
  feed.end();
  assert.equal(ends, 1);
  assert.equal(errors.length, 1);
});

test('who unsubscribes hears nothing more, not even the end', () => {
  const { feed } = feedWithErrors();
  const heard: string[] = [];
  const unsubscribe = feed.subscribe(
    ({ event }) => heard.push(event.name),
    () => heard.push('end'),
  );
  feed.record({ name: 'quorum_succeeded' }, 1);
  unsubscribe();
  unsubscribe();
  feed.record({ name: 'job_complete', status: 'complete' }, 2);
  assert.deepEqual(heard, ['quorum_succeeded']);
});

test('a subscriber may leave while an event is told', () => {
  const { feed } = feedWithErrors();
  const heard: string[] = [];
  const unsubscribe = feed.subscribe(() => {
    heard.push('first');
    unsubscribe();
  });
  feed.subscribe(() => heard.push('second'));
  feed.record({ name: 'quorum_succeeded' }, 1);
  feed.record({ name: 'rehab', node: 'web1' }, 2);
  assert.deepEqual(heard, ['first', 'second', 'second']);
});

test('who subscribes while an event is told has it in the history and does not hear it again', () => {
  const { feed } = feedWithErrors();
  const heard: number[] = [];
  let history: readonly number[] = [];
  const unsubscribe = feed.subscribe(() => {
    unsubscribe();
    history = feed
      .events()
      .slice()
      .map(({ number }) => number);
    feed.subscribe(({ number }) => heard.push(number));
  });
  feed.record({ name: 'quorum_succeeded' }, 1);
  feed.record({ name: 'rehab', node: 'web1' }, 2);
  assert.deepEqual(history, [1]);
  assert.deepEqual(heard, [2]);
});
