import assert from 'node:assert/strict';
import test from 'node:test';
import { holds } from '../report/verdict-lines.ts';
import type { HoldFigures } from './figures.ts';
import { soundHold } from './testing/sound-hold.ts';
import { holdVerdict } from './verdict.ts';

const failing = (changed: Partial<HoldFigures>) =>
  holdVerdict(soundHold(changed)).flatMap((line) =>
    line.holds === false ? [[line.title, ...line.faults]] : [],
  );

test('a sound hold holds', () => {
  assert.equal(holds(holdVerdict(soundHold())), true);
  assert.deepEqual(failing({}), []);
});

test('each thing that must not happen fails its own line', () => {
  assert.deepEqual(failing({ falseDown: 2 }), [['nodes', '2 were called down though they were well']]);
  assert.deepEqual(failing({ falseRehab: 1 }), [['nodes', '1 were put into rehab though they were well']]);
  assert.deepEqual(failing({ traffic: [{ what: 'server → node run', sent: 5, received: 4 }] }), [
    ['messages', 'server → node run: 5 sent, 4 received'],
  ]);
  assert.deepEqual(failing({ jobs: [{ minutes: 0, ms: undefined, fault: 'job 1 is timed_out' }] }), [
    ['jobs', 'job 1 is timed_out'],
  ]);
  assert.deepEqual(failing({ refused: { 'refusals.bad_signature': 1 } }), [
    ['refusals', 'refusals.bad_signature: 1'],
  ]);
  assert.equal(failing({ loop: { p50Ms: 1, p99Ms: 50, maxMs: 60 } }).length, 1);
  assert.equal(failing({ memoryTrend: { slope: 2, slopeError: 0.1, points: 20 } }).length, 1);
  assert.equal(failing({ errors: ['x'] }).length, 1);
});

test('a node that thought the server offline is told', () => {
  const [sample] = soundHold().samples;
  assert.ok(sample);
  assert.deepEqual(failing({ samples: [{ ...sample, inService: 990 }] }), [
    ['nodes', '10 thought the server offline'],
  ]);
});

test('what bare connections grow by over the same messages is not held against the server', () => {
  const memoryTrend = { slope: 20, slopeError: 0.1, points: 20 };
  assert.deepEqual(failing({ memoryTrend, heldMinutes: 10, bareGrowthMb: 195 }), []);
  assert.equal(failing({ memoryTrend, heldMinutes: 10, bareGrowthMb: 180 }).length, 1);
});

test('of a short hold no trend of memory is told', () => {
  const steep = { slope: 20, slopeError: 0.1, points: 20 };
  const [memory] = holdVerdict(soundHold({ memoryTrend: steep, heldMinutes: 4 })).filter(
    ({ title }) => title === 'memory',
  );
  assert.equal(memory?.holds, undefined);
});

test('what could not be told neither holds nor fails', () => {
  const lines = holdVerdict(soundHold({ traffic: undefined, memoryTrend: undefined, jobs: [] }));
  assert.deepEqual(
    lines.filter((line) => line.holds === undefined).map(({ title }) => title),
    ['messages', 'jobs', 'memory'],
  );
});
