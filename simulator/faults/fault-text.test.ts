import assert from 'node:assert/strict';
import test from 'node:test';
import type { FaultChannel, NodeFault } from './fault.ts';
import { faultChanges } from './fault-changes.ts';
import { faultText } from './fault-text.ts';

const BOTH: readonly FaultChannel[] = ['command', 'heartbeat'];

test('every fault can be said in words', () => {
  const text = (fault: NodeFault['fault'], channels = BOTH) => faultText({ fault, channels });
  assert.equal(text({ kind: 'latency', delayMs: 100, jitterMs: 50 }), 'latency of 100 to 150 ms');
  assert.equal(
    text({ kind: 'latency', delayMs: 100, jitterMs: 0, direction: 'to_nodes' }, ['command']),
    'latency of 100 ms to the nodes on the command channel',
  );
  assert.equal(text({ kind: 'bandwidth', bytesPerSecond: 9 }), '9 bytes a second');
  assert.equal(text({ kind: 'stall', direction: 'to_server' }), 'everything held back to the server');
  assert.equal(text({ kind: 'drop' }, ['heartbeat']), 'everything lost on the heartbeat channel');
  assert.equal(text({ kind: 'reset', refuses: false }), 'connections reset');
  assert.equal(
    text({ kind: 'reset', everyMs: 500, refuses: true }),
    'connections reset every 500 ms, new ones too',
  );
  assert.equal(text({ kind: 'half_open', unaware: 'node' }), 'connections closed without a word to the node');
  assert.equal(
    text({ kind: 'messages', types: ['ack_run'], lose: 0.1, delay: 0.05, delayMs: 20, duplicate: 0.125 }, []),
    'ack_run: 10 % lost, 5 % late by 20 ms, 12.5 % twice',
  );
});

test('faults begin and end in order, and of one moment the ends come first', () => {
  const changes = faultChanges([
    { fromMs: 500, toMs: undefined },
    { fromMs: 0, toMs: 500 },
  ]);
  assert.deepEqual(
    changes.map(({ atMs, index, isOn }) => [atMs, index, isOn]),
    [
      [0, 1, true],
      [500, 1, false],
      [500, 0, true],
    ],
  );
});
