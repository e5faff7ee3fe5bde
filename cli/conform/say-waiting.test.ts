import assert from 'node:assert/strict';
import test from 'node:test';
import type { TargetFile } from '../../conformance/target-file/target-file.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { sayWaiting } from './say-waiting.ts';

const EXTERNAL = { kind: 'external', url: 'http://127.0.0.1:1' } as const;

function waiting(server: TargetFile['server'] = EXTERNAL) {
  const [stdout, stderr, clock] = [recordedScreen(), recordedScreen(), new SimulatedClock()];
  const timer = sayWaiting(createOutput(stdout, stderr, false), { server }, clock);
  return { stderr, clock, timer };
}

test('who waits for a target that does not answer is told for what, after two seconds', () => {
  const { stderr, clock } = waiting();
  clock.advance(1_999);
  assert.deepEqual(stderr.lines, []);
  clock.advance(1);
  assert.deepEqual(stderr.lines, ['Asking http://127.0.0.1:1 what it offers; each answer may take 20 s.']);
});

test('of one that has answered nothing is said', () => {
  const { stderr, clock, timer } = waiting();
  timer?.cancel();
  clock.advance(60_000);
  assert.deepEqual(stderr.lines, []);
});

test('a server that is started for the run is not asked before, and nothing is said', () => {
  const { stderr, clock, timer } = waiting({ kind: 'in-process' });
  clock.advance(60_000);
  assert.deepEqual([timer, stderr.lines], [undefined, []]);
});
