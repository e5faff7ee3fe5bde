import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFeaturesOf } from '../scenarios/load-features.ts';
import { SHIPPED_TIMINGS } from '../target-file/timings.ts';
import { candidatesOf } from './candidate.ts';
import { patienceOf } from './patience.ts';
import { waitsOfSteps } from './waiting-sentences.ts';
import { expectedMs, WAITS, waitsOf } from './waits.ts';

test('what a step waits for is known by its words, and by a tag where they do not say', () => {
  assert.deepEqual(waitsOf([], ['reader1 is sent 2 keep-alives and no event']), ['keep-alive']);
  assert.deepEqual(waitsOf(['@waits:votes'], ['the voting time is over']), ['votes']);
  assert.deepEqual(waitsOf(['@waits:silence-while-voting'], ['web1 goes down']), ['silence-while-voting']);
  assert.deepEqual(waitsOf(['@waits:silence'], ['the job ends as complete']), ['silence']);
  assert.deepEqual(waitsOf([], ['web1 has sent 3 more heartbeats']), ['heartbeat', 'heartbeat', 'heartbeat']);
  assert.deepEqual(waitsOf([], ['the answer is 200']), []);
});

test('each sentence that waits is said by a scenario, and each time is waited for by one', async () => {
  const candidates = candidatesOf(await loadFeaturesOf('server'));
  const waited = new Set(candidates.flatMap(({ waits }) => waits));
  assert.deepEqual([...waited].toSorted(), Object.keys(WAITS).toSorted());
  const bySteps = new Set(
    (await loadFeaturesOf('server')).flatMap(({ examples }) =>
      examples.flatMap(({ steps }) => waitsOfSteps(steps)),
    ),
  );
  for (const name of ['votes', 'memory', 'history', 'keep-alive', 'rehab', 'silence', 'heartbeat'])
    assert.ok(bySteps.has(name), name);
});

test('two keep-alives of 15 s are more than a patience of 12 s, and less than the default', async () => {
  const keepAlives = candidatesOf(await loadFeaturesOf('server')).find(({ id }) => id === 'FEEDS-022');
  assert.ok(keepAlives !== undefined);
  assert.ok(expectedMs(keepAlives.waits, SHIPPED_TIMINGS) > 12_000);
  assert.ok(patienceOf(SHIPPED_TIMINGS) > 30_000);
});

test('the default patience is more than any of the times that it is made for', () => {
  for (const wait of Object.values(WAITS)) assert.ok(patienceOf(SHIPPED_TIMINGS) > wait(SHIPPED_TIMINGS));
});
