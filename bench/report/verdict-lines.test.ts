import assert from 'node:assert/strict';
import test from 'node:test';
import { holds, renderVerdict, type VerdictLine } from './verdict-lines.ts';

const SOUND: VerdictLine = { title: 'jobs', holds: true, figure: '20 on all nodes', faults: [] };
const SHORT: VerdictLine = { title: 'memory', holds: undefined, figure: 'too short', faults: [] };
const WRONG: VerdictLine = {
  title: 'errors',
  holds: false,
  figure: '12 logged',
  faults: Array(12).fill('no'),
};

test('what could not be told speaks against nothing', () => {
  assert.equal(holds([SOUND, SHORT]), true);
  assert.equal(holds([SOUND, WRONG]), false);
});

test('a verdict has a line for each thing, its faults below, and at last what does not hold', () => {
  assert.equal(
    renderVerdict('10 minutes', [SOUND, SHORT]),
    '10 minutes\n  ok  jobs    20 on all nodes\n   –  memory  too short\neverything checked holds',
  );
  const lines = renderVerdict('10 minutes', [WRONG]).split('\n');
  assert.equal(lines.length, 14);
  assert.deepEqual(lines.slice(-2), ['              and 2 more', 'does not hold: errors']);
});
