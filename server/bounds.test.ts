import assert from 'node:assert/strict';
import test from 'node:test';
import { pino } from 'pino';
import { SimulatedClock } from '../protocol/time/simulated-clock.ts';
import { Bounds } from './bounds.ts';
import { Metrics } from './metrics.ts';
import { DEFAULT_TIMINGS } from './settings.ts';

test('a bound is counted each time, and said once a minute with its setting', () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const [clock, metrics] = [new SimulatedClock(), new Metrics()];
  const bounds = new Bounds({ clock, log, metrics, timings: DEFAULT_TIMINGS });
  for (let count = 0; count < 3; count++) bounds.met('bodies', { user: 'mallory' });
  assert.deepEqual(metrics.counters(), { 'bounds_met.bodies': 3 });
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.maxBodiesBytes, DEFAULT_TIMINGS.maxBodiesBytes);
  assert.equal(lines[0]?.user, 'mallory');
  assert.match(String(lines[0]?.msg), /a request was refused/);

  clock.advance(60_000);
  bounds.met('bodies');
  assert.deepEqual([lines.length, lines[1]?.timesBefore], [2, 2]);
});
