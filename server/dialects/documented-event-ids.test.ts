import assert from 'node:assert/strict';
import test from 'node:test';
import type { JobEvent, NumberedEvent } from '../feeds/event.ts';
import { documentedEventIds } from './documented-event-ids.ts';

const event = (number: number): NumberedEvent<JobEvent> => ({
  number,
  timestampMicros: 0,
  event: { name: 'quorum_succeeded' },
});
const END: NumberedEvent<JobEvent> = {
  number: 9,
  timestampMicros: 0,
  event: { name: 'job_complete', status: 'complete' },
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids are UUIDs, the same in every life of the server, and lead back to the number', () => {
  for (let feed = 0; feed < 100; feed++) {
    const ids = documentedEventIds('job', `job ${feed}`);
    for (const number of [1, 2, 15, 16, 100_000]) {
      const id = ids.of(event(number));
      assert.match(id, UUID);
      assert.equal(id, documentedEventIds('job', `job ${feed}`).of(event(number)));
      assert.equal(ids.place(id), number);
    }
  }
});

test('all ids of one feed are different, and none is of another feed', () => {
  const ids = documentedEventIds('job', 'a');
  const all = [
    ids.summary,
    ids.startOfHistory,
    ids.of(END),
    ...[1, 2, 3, 9].map((number) => ids.of(event(number))),
  ];
  assert.equal(new Set(all).size, all.length);
  for (const other of [documentedEventIds('job', 'b'), documentedEventIds('org', 'a')]) {
    for (const id of all) assert.equal(other.place(id), undefined);
  }
});

test('the last event of a job is known by its id alone, whatever its number', () => {
  const ids = documentedEventIds('job', 'a');
  assert.equal(ids.of(END), ids.of({ ...END, number: 4 }));
  assert.deepEqual([ids.place(ids.of(END)), ids.place(ids.summary)], ['end', 'end']);
  const org = documentedEventIds('org', 'a');
  assert.equal(org.place(org.of(END)), 9);
});

test('what is no id of this form has no place', () => {
  const ids = documentedEventIds('job', 'a');
  const one = ids.of(event(1));
  for (const id of [
    '',
    'x',
    one.slice(1),
    `${one}0`,
    one.toUpperCase(),
    ids.startOfHistory,
    `${one.slice(0, -1)}g`,
  ]) {
    assert.equal(ids.place(id), undefined, id);
  }
});
