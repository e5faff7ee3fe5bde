import assert from 'node:assert/strict';
import test from 'node:test';
import type { PlannedFault } from '../plan/plan.ts';
import { FaultLog } from './fault-log.ts';

test('a fault is kept with its times; one that is on to the end has no end, a reset is of a moment', () => {
  let seconds = 1;
  const log = new FaultLog(() => seconds);
  const fault = (name: string, what: PlannedFault['fault'] = { kind: 'stall' }): PlannedFault => ({
    name,
    fault: what,
    channels: ['command'],
    nodes: {},
    hits: ['a', 'b'],
    fromMs: 0,
    toMs: undefined,
  });
  log.faultChanged(fault('one'), true);
  seconds = 2;
  log.faultChanged(fault('other'), true);
  seconds = 3;
  log.faultChanged(fault('one'), false);
  log.faultChanged(fault('once', { kind: 'reset', refuses: false }), true);
  const about = 'everything held back on the command channel';
  assert.deepEqual(log.spans, [
    { name: 'one', about, nodes: 2, fromSeconds: 1, toSeconds: 3 },
    { name: 'other', about, nodes: 2, fromSeconds: 2 },
    {
      name: 'once',
      about: 'connections reset on the command channel',
      nodes: 2,
      fromSeconds: 3,
      toSeconds: 3,
    },
  ]);
});
