import assert from 'node:assert/strict';
import test from 'node:test';
import { arrivalsMs } from './arrivals.ts';

test('a rate that stays gives jobs at even times, from its begin on', () => {
  assert.deepEqual(
    arrivalsMs([
      { to: 6, ms: 0 },
      { to: 6, ms: 60_000 },
    ]),
    [0, 10_000, 20_000, 30_000, 40_000, 50_000],
  );
});

test('a rate that grows gives jobs closer and closer, and one that falls the same backwards', () => {
  const growing = arrivalsMs([{ to: 60, ms: 60_000 }]);
  assert.equal(growing.length, 30);
  // the whole rate until then is (t² / 2) of a minute's sixty
  for (const [index, ms] of growing.entries())
    assert.ok(Math.abs(ms - Math.sqrt(2 * index * 60_000 * 1_000)) <= 1, `${index}: ${ms}`);
  const falling = arrivalsMs([
    { to: 60, ms: 0 },
    { to: 0, ms: 60_000 },
  ]);
  assert.equal(falling.length, 30);
  const gaps = falling.slice(1).map((ms, index) => ms - (falling[index] ?? 0));
  assert.deepEqual(
    gaps,
    gaps.toSorted((a, b) => a - b),
  );
});

test('what one stage leaves of a job the next one ends, and nothing comes without a rate', () => {
  const stages = [
    { to: 0, ms: 5_000 },
    { to: 4, ms: 0 },
    { to: 4, ms: 10_000 },
    { to: 0, ms: 0 },
    { to: 0, ms: 60_000 },
    { to: 4, ms: 0 },
    { to: 4, ms: 20_000 },
  ];
  assert.deepEqual(arrivalsMs(stages), [5_000, 80_000]);
  assert.deepEqual(arrivalsMs([]), []);
  assert.deepEqual(arrivalsMs([{ to: 0, ms: 60_000 }]), []);
});
