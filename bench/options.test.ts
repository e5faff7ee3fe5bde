import assert from 'node:assert/strict';
import test from 'node:test';
import { BenchUsageError, parseBenchOptions } from './options.ts';

test('without arguments everything runs in full, into the usual folder', () => {
  assert.deepEqual(parseBenchOptions([]), {
    command: 'run',
    names: [],
    size: 'full',
    json: false,
    profile: false,
    rounds: undefined,
    outFolder: 'reports/output',
  });
});

test('suites and flags may come in any order', () => {
  const options = parseBenchOptions(['--quick', 'broker', '--rounds', '3', 'api/job', '--out', 'here']);
  assert.ok(options.command === 'run');
  assert.deepEqual(options.names, ['broker', 'api/job']);
  assert.deepEqual([options.size, options.rounds, options.outFolder], ['quick', 3, 'here']);
});

test('compare takes an old and a new file', () => {
  assert.deepEqual(parseBenchOptions(['compare', 'a.json', 'b.json']), {
    command: 'compare',
    oldFile: 'a.json',
    newFile: 'b.json',
  });
  assert.throws(() => parseBenchOptions(['compare', 'a.json']), BenchUsageError);
});

test('table takes one file', () => {
  assert.deepEqual(parseBenchOptions(['table', 'a.json']), { command: 'table', file: 'a.json' });
  assert.throws(() => parseBenchOptions(['table']), BenchUsageError);
});

test('what cannot be followed is refused', () => {
  for (const rounds of ['0', '1.5', 'many'])
    assert.throws(() => parseBenchOptions(['--rounds', rounds]), BenchUsageError);
  assert.throws(() => parseBenchOptions(['--fast']), BenchUsageError);
});
