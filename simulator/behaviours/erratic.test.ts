import assert from 'node:assert/strict';
import test from 'node:test';
import { INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

async function heartbeatsOf(options: Record<string, number>): Promise<number> {
  const lone = new LoneNode([{ name: 'erratic', options }]);
  await lone.online();
  lone.pass(100 * INTERVAL_MS);
  return lone.heartbeats;
}

test('some heartbeats are missing', async () => {
  assert.equal(await heartbeatsOf({ missing: 1 }), 0);
  const some = await heartbeatsOf({ missing: 0.5, late: 0, bursts: 0 });
  assert.ok(some > 30 && some < 70, `${some}`);
});

test('some come in bursts', async () => {
  assert.equal(await heartbeatsOf({ missing: 0, late: 0, bursts: 1, burst: 3 }), 300);
});

test('some are late, and come', async () => {
  const late = await heartbeatsOf({ missing: 0, late: 1, lateMs: 2 * INTERVAL_MS, bursts: 0 });
  assert.ok(late >= 98 && late <= 101, `${late}`);
});

test('nothing else is touched', async () => {
  const lone = new LoneNode([{ name: 'erratic', options: { missing: 1 } }]);
  await lone.online();
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['aborted']);
});
