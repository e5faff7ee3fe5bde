import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOf } from '../testing/figure-of.ts';
import { renderTargets, targetLines } from './targets.ts';

test('each target says what was wanted and what came, in the unit it is about', () => {
  const figure = figureOf([90 * 1_024], [50 * 1_024], {
    key: 'memory',
    title: 'Memory',
    unit: 'bytes',
    targets: [
      { of: 'ratio', atMost: 1.5 },
      { of: 'difference', atMost: 30 * 1_024 },
      { of: 'ours', atMost: 100 * 1_024 },
    ],
  });
  assert.deepEqual(
    targetLines([figure]).map(({ wanted, got, met }) => [wanted, got, met]),
    [
      ['ratio ≤ 1.5', '1.8', false],
      ['≤ 30 KB above the floor', '40 KB', false],
      ['≤ 100 KB', '90 KB', true],
    ],
  );
});

test('the table ends with what was missed', () => {
  const missed = figureOf([10], [100], {
    key: 'slow',
    title: 'Slow',
    targets: [{ of: 'ratio', atLeast: 0.5 }],
  });
  const met = figureOf([99], [100], { key: 'fast', title: 'Fast', targets: [{ of: 'ratio', atLeast: 0.5 }] });
  assert.equal(
    renderTargets([missed, met]),
    [
      '        target               what  wanted        got',
      '──────  ───────────────────  ────  ───────────  ────',
      'met     broker/example.fast  Fast  ratio ≥ 0.5  0.99',
      'MISSED  broker/example.slow  Slow  ratio ≥ 0.5   0.1',
      '',
      '1 of 2 targets met',
    ].join('\n'),
  );
});
