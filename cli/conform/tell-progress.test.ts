import assert from 'node:assert/strict';
import test from 'node:test';
import type { AttemptEnd } from '../../conformance/run/progress.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { progressTeller } from './tell-progress.ts';

const candidate = (id: string): AttemptEnd['candidate'] => ({
  id,
  name: 'a job on one node',
  requirement: 'a job ends',
  topic: 'jobs',
  tags: [],
  level: 'must',
  origins: ['documented'],
  needs: [],
  waits: [],
  uri: 'features/server/jobs/jobs.feature',
  line: 3,
});

const failure = (message: string) => ({ step: '', message });

const failed = (id: string, message: string, others: Partial<AttemptEnd> = {}): AttemptEnd => ({
  candidate: candidate(id),
  outcome: 'failed',
  isTriedAgain: false,
  failure: failure(message),
  ...others,
});

/** A teller of a run with one known failure. */
function telling(terminal?: { readonly columns: number; readonly rows: number }, json = false) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen(terminal)];
  const clock = new SimulatedClock();
  const teller = progressTeller(createOutput(stdout, stderr, json), {
    knownFailures: [{ id: 'JOBS-009', reason: 'ticket 9' }],
    clock,
  });
  return { stdout, stderr, teller, clock };
}

test('of one cause the first scenario is told, with what was said', () => {
  const { stderr, teller } = telling();
  teller.ended(failed('JOBS-001', 'the job 0123456789abcdef0123456789abcdef is lost'));
  teller.ended(failed('JOBS-002', 'the job fedcba9876543210fedcba9876543210 is lost'));
  teller.ended(failed('JOBS-003', 'something else'));
  assert.deepEqual(stderr.lines, [
    'JOBS-001 failed: a job ends: a job on one node: the job 0123456789abcdef0123456789abcdef is lost (features/server/jobs/jobs.feature:3)',
    'JOBS-003 failed: a job ends: a job on one node: something else (features/server/jobs/jobs.feature:3)',
  ]);
});

test('a known failure is not told as a failure, and machines are told that it is known', () => {
  const { stdout, stderr, teller } = telling(undefined, true);
  teller.ended(failed('JOBS-009', 'as ever'));
  assert.deepEqual(stderr.lines, []);
  assert.deepEqual(JSON.parse(stdout.lines[0] ?? ''), {
    event: 'ended',
    id: 'JOBS-009',
    outcome: 'failed',
    tried_again: false,
    is_known: true,
  });
});

test('that this machine was too slow is told once, and a scenario that is tried again says so', () => {
  const { stderr, teller } = telling();
  for (const id of ['JOBS-001', 'JOBS-002'])
    teller.ended({ candidate: candidate(id), outcome: 'held up', isTriedAgain: true });
  teller.ended(failed('JOBS-003', 'no', { isTriedAgain: true }));
  assert.equal(stderr.lines.length, 2);
  assert.match(
    stderr.lines[0] ?? '',
    /^JOBS-001 failed while this machine was too slow for .* accuse nobody\.$/,
  );
  assert.match(stderr.lines[1] ?? '', /^JOBS-003 failed, and is tried again: /);
});

test('on a terminal the last line says how far the run is, and is taken away at the end', () => {
  const { stderr, teller, clock } = telling({ columns: 80, rows: 24 });
  teller.begin({ selected: [candidate('JOBS-001'), candidate('JOBS-009')], notRun: [], lacking: {} });
  clock.advance(0);
  assert.match(stderr.text, /0 of 2 scenarios are judged\n/);
  teller.ended(failed('JOBS-001', 'no'));
  teller.ended(failed('JOBS-009', 'as ever'));
  clock.advance(100);
  assert.match(stderr.text, /2 of 2 scenarios are judged, 1 failed\n/);
  teller.close();
  assert.ok(stderr.text.endsWith('\u001b[1A\r\u001b[J\u001b[?7l\u001b[?7h'));
});
