import assert from 'node:assert/strict';
import test from 'node:test';
import { OrganisationOrder } from './organisation-order.ts';

/** A feed in which each event is `NAME JOB`, all of them with rising times and ids of their own. */
function feed(...events: readonly string[]): OrganisationOrder {
  const order = new OrganisationOrder();
  for (const [index, event] of events.entries()) {
    const [name = '', job = ''] = event.split(' ');
    order.note({ name, job, id: `id-${index}`, timestamp: `2014-07-10 05:10:40.00000${index}Z` });
  }
  return order;
}

test('jobs that start and end, interleaved, are in order', () => {
  const order = feed('start a', 'start b', 'job_complete b', 'job_complete a', 'start c');
  assert.deepEqual(order.faults(['a', 'b']), []);
  assert.equal(order.events, 5);
});

test('what comes twice, too early, or not at all is told', () => {
  const order = feed('job_complete a', 'start a', 'start a', 'job_complete a', 'rehab a');
  assert.deepEqual(order.faults(['b']), [
    "the organisation's job_complete of job a comes before its start",
    "the organisation's start of job a comes a second time",
    "the organisation's job_complete of job a comes a second time",
    "the organisation's rehab of job a is of no known kind",
    "the organisation's feed lacks the start of job b",
    "the organisation's feed lacks the end of job b",
  ]);
});

test('times rise and ids differ', () => {
  const order = new OrganisationOrder();
  const event = { name: 'start', id: 'id', timestamp: '2014-07-10 05:10:40.000001Z' };
  order.note({ ...event, job: 'a' });
  order.note({ ...event, job: 'b' });
  assert.deepEqual(order.faults([]), [
    "the organisation's start of job b is not later than the event before",
    "the organisation's start of job b has the id id, which came before",
  ]);
});
