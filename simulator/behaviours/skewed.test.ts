import assert from 'node:assert/strict';
import test from 'node:test';
import { LoneNode } from '../testing/lone-node.ts';

test('what it signs has the wrong time, its request and its messages', async () => {
  const lone = new LoneNode([{ name: 'skewed', options: { byMs: 60_000 } }]);
  lone.node.start();
  assert.equal(lone.asked[0]?.clockOffsetMs, 60_000);
  await lone.configure();
  assert.equal(lone.sent[0]?.timestamp, 'Thu, 10 Jul 2014 05:18:40 GMT');
});

test('it thinks that the server is out of time', async () => {
  const lone = new LoneNode(['skewed']);
  await lone.online();
  assert.equal(lone.node.status.answered, false);
  assert.equal(lone.events.counters.read()['refused.bad_timestamp'], 1);
});
