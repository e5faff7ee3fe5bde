import assert from 'node:assert/strict';
import test from 'node:test';
import { pino } from 'pino';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { LabelCounter } from '../label-counter.ts';
import { Refusals } from './refusals.ts';

function world() {
  const clock = new SimulatedClock();
  const lines: { reason: string; node?: string; withheld?: number }[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const counter = new LabelCounter();
  return { clock, lines, counter, refusals: new Refusals({ clock, log, counter, line: 'message refused' }) };
}

test('each refusal is counted and has its line, with the names that are known', () => {
  const { refusals, lines, counter } = world();
  refusals.refuse('bad_json');
  refusals.refuse('bad_signature', { org: 'dev', node: 'web1' });
  assert.deepEqual(
    lines.map(({ reason, node }) => [reason, node]),
    [
      ['bad_json', undefined],
      ['bad_signature', 'web1'],
    ],
  );
  assert.equal(counter.get('bad_json'), 1);
});

test('a flood has a few lines a second and one that says how many were withheld', () => {
  const { refusals, lines, counter, clock } = world();
  for (let refusal = 0; refusal < 1_000; refusal++) refusals.refuse('bad_json');
  refusals.refuse('bad_field');
  assert.equal(lines.length, 6);
  clock.advance(1_000);
  assert.deepEqual([lines.at(-1)?.reason, lines.at(-1)?.withheld], ['bad_json', 995]);
  assert.equal(counter.get('bad_json'), 1_000);
  refusals.refuse('bad_json');
  assert.equal(lines.length, 8);
});

test('no timer runs while nothing is refused, and none after a stop', () => {
  const { refusals, clock } = world();
  assert.equal(clock.pendingTimers, 0);
  refusals.refuse('bad_json');
  refusals.stop();
  assert.equal(clock.pendingTimers, 0);
});
