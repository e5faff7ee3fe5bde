import assert from 'node:assert/strict';
import test from 'node:test';
import { BenchUsageError } from '../options.ts';
import { parseHoldOptions } from './options.ts';

test('without arguments ten thousand nodes are held for ten minutes', () => {
  assert.deepEqual(parseHoldOptions([]), {
    nodes: 10_000,
    minutes: 10,
    heartbeatSeconds: 10,
    jobEverySeconds: 30,
    outFolder: 'reports/output',
    json: false,
  });
});

test('minutes may be parts of one, nodes may not', () => {
  const options = parseHoldOptions(['--nodes', '200', '--minutes', '0.5', '--job-every', '5']);
  assert.deepEqual([options?.nodes, options?.minutes, options?.jobEverySeconds], [200, 0.5, 5]);
  assert.equal(parseHoldOptions(['--help']), undefined);
  for (const args of [['--nodes', '1.5'], ['--minutes', '0'], ['--minutes', 'x'], ['--fast']])
    assert.throws(() => parseHoldOptions(args), BenchUsageError);
});
