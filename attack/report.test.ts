import assert from 'node:assert/strict';
import test from 'node:test';
import type { Result } from './figures.ts';
import { renderResults } from './report.ts';
import { CALM, stormFigures } from './testing/calm-figures.ts';
import { stormVerdict, trialVerdict } from './verdict.ts';

test('the table has each attack, and below it all of one that did not hold', () => {
  const calm = stormFigures();
  const slow = stormFigures({ during: { ...CALM, jobsMs: [2_500] } });
  const trial = { figure: '3 tries', faults: ['a deleted client was let in'] };
  const results: readonly Result[] = [
    { name: 'rest/calm', about: 'does little', storm: calm, verdict: stormVerdict(calm) },
    { name: 'rest/slow', about: 'does much', storm: slow, verdict: stormVerdict(slow) },
    { name: 'access/in', about: 'wants in', trial, verdict: trialVerdict(trial) },
    { name: 'rest/broken', about: 'breaks it', verdict: [], failure: 'the server has ended' },
  ];
  assert.equal(
    renderResults(results),
    `      attack       sent                    idle       at most  after 10 s   loop  request       job
────  ───────────  ────────────────────  ──────  ────────────  ──────────  ─────  ───────  ────────
ok    rest/calm    1,500 requests, 3 MB  100 MB  120 MB (+20)      110 MB  12 ms     9 ms     60 ms
FAIL  rest/slow    1,500 requests, 3 MB  100 MB  120 MB (+20)      110 MB  12 ms     9 ms  2,500 ms
FAIL  access/in    3 tries
FAIL  rest/broken

allowed: 150 MB above idle, 1000 ms for a request, 2000 ms for a job on twenty nodes

rest/slow: does much
  ok  memory    100 MB idle, 120 MB at most, 110 MB ten seconds after
FAIL  jobs      1 went well, 2,500 ms at most, 60 ms before the storm
                one took 2,500 ms, 2000 ms are allowed
  ok  requests  2 went well, 9 ms at most, 9 ms before the storm
  ok  after     ten seconds after it a job takes 60 ms, a request 9 ms
  ok  server    its event loop stood still for 12 ms at most
does not hold: jobs

access/in: wants in
FAIL  trial  3 tries
             a deleted client was let in
does not hold: trial

rest/broken: breaks it
FAIL  the server has ended

1 of 4 attacks came to nothing`,
  );
});
