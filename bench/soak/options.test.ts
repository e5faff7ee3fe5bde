import assert from 'node:assert/strict';
import test from 'node:test';
import { BenchUsageError } from '../options.ts';
import { parseSoakOptions } from './options.ts';

test('a soak is ten minutes of 300 nodes unless asked otherwise', () => {
  const byDefault = { seconds: 600, nodes: 300, jobs: 12, heartbeatMs: 1_000, seed: undefined, json: false };
  assert.deepEqual(parseSoakOptions([]), byDefault);
  const asked = parseSoakOptions(['--seconds', '60', '--nodes=20', '--seed', 'abc', '--json']);
  assert.deepEqual(asked, { ...byDefault, seconds: 60, nodes: 20, seed: 'abc', json: true });
  assert.equal(parseSoakOptions(['--help']), undefined);
});

test('what is no whole number from 1, or no option, is refused', () => {
  for (const args of [
    ['--seconds', '0'],
    ['--nodes', '1.5'],
    ['--jobs', 'many'],
    ['--minutes', '1'],
    ['more'],
  ]) {
    assert.throws(() => parseSoakOptions(args), BenchUsageError, args.join(' '));
  }
});
