import assert from 'node:assert/strict';
import test from 'node:test';
import type { SoakFigures } from './figures.ts';
import { soundFigures } from './testing/sound-figures.ts';
import { holds, soakVerdict } from './verdict.ts';
import { renderVerdict, soakHeading } from './verdict-text.ts';

/** What does not hold of a soak that was sound but for this, and what speaks against it. */
function wrongWith(
  changes: Partial<SoakFigures>,
): readonly (readonly [title: string, ...faults: string[]])[] {
  return soakVerdict({ ...soundFigures, ...changes })
    .filter((line) => line.holds === false)
    .map(({ title, faults }) => [title, ...faults] as const);
}

test('a sound soak holds, each line with its figure', () => {
  const lines = soakVerdict(soundFigures);
  assert.ok(holds(lines));
  assert.equal(
    renderVerdict(soakHeading(soundFigures), lines),
    `600 s with 300 nodes, seed abc
  ok  jobs        1,200 started, 1,200 ended: complete 900, timed_out 300
  ok  nodes       300 of 300 available 1.3 s after all were made healthy; a job over all of them: complete, 300 succeeded
  ok  refusals    149 of 151 provoked messages: bad_json 100 of 100, frame_count 49 of 51
  ok  memory      +0.10 MB a minute, ± 0.04 by 240 samples; 120 MB at first, 121 MB at last
  ok  feeds       1,201 in order, 40,000 events
  ok  event loop  late by 0.1 ms at the median, 20 ms at p99, 90 ms at most
  ok  errors      0 logged by the server
everything checked holds`,
  );
});

test('a job without an end is told', () => {
  const faults = ['job 1f has no end behind quorum_vote'];
  assert.deepEqual(wrongWith({ jobs: { ...soundFigures.jobs, faults } }), [['jobs', ...faults]]);
});

test('a node that is stuck, or does not do the last job, is told', () => {
  const healed = {
    available: 299,
    seconds: 25,
    stuck: ['stuck-1 does not answer'],
    lastJob: { status: 'complete', succeeded: 299 },
  };
  assert.deepEqual(wrongWith({ healed }), [
    ['nodes', 'stuck-1 does not answer', 'the last job is complete, 299 of 300 nodes succeeded'],
  ]);
});

test('one refusal more than was provoked is one too many', () => {
  const refusals = [{ reason: 'bad_signature', refused: 8, provoked: 7 }];
  assert.deepEqual(wrongWith({ refusals }), [['refusals', '8 refused as bad_signature, and 7 provoked']]);
});

test('messages that had to be refused may be lost, but not many of them', () => {
  const wrong = (refused: number, provoked: number) =>
    wrongWith({ refusals: [{ reason: 'bad_json', refused, provoked }] });
  assert.deepEqual(wrong(0, 10), []);
  assert.deepEqual(wrong(270, 300), []);
  assert.deepEqual(wrong(269, 300), [
    ['refusals', 'of 300 that had to be refused as bad_json only 269 were'],
  ]);
});

test('memory grows when even the lower end of the slope is above what is flat', () => {
  const trend = (slope: number, slopeError: number, points = 100) => ({
    memory: { samples: [], trend: { slope, slopeError, points } },
  });
  assert.deepEqual(wrongWith(trend(1.5, 0.3)), []);
  assert.deepEqual(wrongWith(trend(-9, 0.1)), []);
  assert.deepEqual(wrongWith(trend(1.5, 0.2)), [['memory', 'it grows by more than 1 MB a minute']]);
});

test('what a short or interrupted soak cannot tell fails nothing', () => {
  const steep = { slope: 50, slopeError: 0.1, points: 90 };
  const lines = soakVerdict({
    ...soundFigures,
    seconds: 500,
    interrupted: true,
    healed: undefined,
    memory: { samples: [], trend: steep },
  });
  assert.ok(holds(lines));
  assert.deepEqual(
    lines.filter((line) => line.holds === undefined).map(({ title }) => title),
    ['nodes', 'memory'],
  );
});

test('a late event loop, a feed out of order, and an error are told', () => {
  const wrong = wrongWith({
    loop: { p50Ms: 1, p99Ms: 501, maxMs: 900 },
    feeds: { count: 1, events: 2, faults: ['job 1f: event 2 comes too late'] },
    errors: ['{"level":50}'],
  });
  assert.deepEqual(wrong, [
    ['feeds', 'job 1f: event 2 comes too late'],
    ['event loop', 'it is late by more than 500 ms once in a hundred'],
    ['errors', '{"level":50}'],
  ]);
});

test('the text names what does not hold, and the first of many faults', () => {
  const figures = { ...soundFigures, errors: Array.from({ length: 12 }, (_, index) => `error ${index}`) };
  const text = renderVerdict(soakHeading(figures), soakVerdict(figures));
  assert.match(text, /^FAIL {2}errors {6}12 logged by the server$/m);
  assert.match(text, /^ +error 9\n +and 2 more\ndoes not hold: errors$/m);
});
