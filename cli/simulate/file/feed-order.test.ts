import assert from 'node:assert/strict';
import test from 'node:test';
import { FeedOrder } from './feed-order.ts';

function faultsOf(...events: readonly (readonly [event: string, data?: Readonly<Record<string, string>>])[]) {
  const order = new FeedOrder();
  for (const [index, [event, data = {}]] of events.entries())
    order.note({
      event,
      id: String(index),
      text: '',
      data: { timestamp: `2026-11-21 10:00:00.00000${index}`, ...data },
    });
  return order.faults();
}

const VOTE = ['quorum_vote', { node: 'web1', status: 'success' }] as const;

test('a feed in order has no faults', () => {
  assert.deepEqual(faultsOf(['start'], VOTE, ['job_complete', { status: 'quorum_failed' }]), []);
});

test('an event where it may not stand is a fault', () => {
  assert.equal(faultsOf(['start'], ['run_start', { node: 'web1' }]).length, 1);
});

test('a feed that was cut and goes on with a summary is in order as far as it was read', () => {
  assert.deepEqual(faultsOf(['start'], VOTE, ['summary', { status: 'complete' }]), []);
  assert.deepEqual(faultsOf(['summary', { status: 'complete' }]), []);
});
