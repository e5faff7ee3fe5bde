import assert from 'node:assert/strict';
import test from 'node:test';
import type { StormFigures } from './figures.ts';
import { CALM, stormFigures } from './testing/calm-figures.ts';
import { hasHeld, stormVerdict, trialVerdict } from './verdict.ts';

const MB = 1_048_576;

/** The lines that do not hold, or of which nothing can be said, each with its faults. */
function wrong(changes: Partial<StormFigures>) {
  return stormVerdict(stormFigures(changes))
    .filter(({ holds }) => holds !== true)
    .map(({ title, holds, faults }) => [title, holds, ...faults]);
}

test('a server that is as it was has weathered it', () => {
  assert.deepEqual(wrong({}), []);
  assert.equal(hasHeld({ verdict: stormVerdict(stormFigures()) }), true);
});

test('memory counts at its most, and ten seconds after', () => {
  assert.deepEqual(wrong({ mostBytes: 250 * MB }), []);
  assert.deepEqual(wrong({ mostBytes: 251 * MB }), [
    ['memory', false, 'it took 151 MB more than idle, 150 MB are allowed'],
  ]);
  assert.deepEqual(wrong({ mostBytes: 300 * MB, afterBytes: 300 * MB })[0]?.length, 4);
});

test('one slow job, one slow request and one refusal each count', () => {
  assert.deepEqual(wrong({ during: { ...CALM, jobsMs: [60, 2_001] } }), [
    ['jobs', false, 'one took 2,001 ms, 2000 ms are allowed'],
  ]);
  assert.deepEqual(wrong({ during: { ...CALM, requestsMs: [1_001] } }), [
    ['requests', false, 'one took 1,001 ms, 1000 ms are allowed'],
  ]);
  assert.deepEqual(wrong({ during: { ...CALM, requestFaults: ['a request is answered 503'] } }), [
    ['requests', false, 'a request is answered 503'],
  ]);
  assert.deepEqual(wrong({ during: { ...CALM, jobsMs: [] } }), [['jobs', false, 'none was seen']]);
});

test('what is not back after ten seconds counts', () => {
  assert.deepEqual(wrong({ after: { ...CALM, jobsMs: [3_000], jobFaults: [] } }), [
    ['after', false, 'a job still takes 3,000 ms'],
  ]);
  assert.deepEqual(wrong({ after: { ...CALM, requestsMs: [], requestFaults: ['refused'] } }), [
    ['after', false, 'refused'],
  ]);
});

test('a machine that was slow before accuses nobody of being slow', () => {
  const before = { ...CALM, jobsMs: [1_500] };
  const figures = { before, during: { ...CALM, jobsMs: [4_000] } };
  assert.deepEqual(wrong(figures), [
    ['jobs', undefined, 'this machine is too slow: it was so before the storm'],
  ]);
  assert.equal(hasHeld({ verdict: stormVerdict(stormFigures(figures)) }), undefined);
  const refused = { ...CALM, jobsMs: [4_000], jobFaults: ['a job is crashed'] };
  assert.equal(hasHeld({ verdict: stormVerdict(stormFigures({ before, during: refused })) }), false);
});

test('a server that hangs at its end, or has logged errors, did not weather it', () => {
  assert.deepEqual(wrong({ ended: { how: 'hung', errors: ['{"level":50}'] } }), [
    ['server', false, 'it ended with hung', 'it logged {"level":50}'],
  ]);
});

test('a trial holds where it found no fault, and what could not be made did not hold', () => {
  assert.equal(hasHeld({ verdict: trialVerdict({ figure: '3 tries', faults: [] }) }), true);
  assert.equal(hasHeld({ verdict: trialVerdict({ figure: '3 tries', faults: ['let in'] }) }), false);
  assert.equal(hasHeld({ verdict: [], failure: 'the server has ended' }), false);
});
