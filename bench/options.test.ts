import assert from 'node:assert/strict';
import test from 'node:test';
import { parseOptions, UsageError } from './options.ts';

test('without arguments everything runs in full, into the usual folder', () => {
  assert.deepEqual(parseOptions([]), {
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
  const options = parseOptions(['--quick', 'broker', '--rounds', '3', 'api/job', '--out', 'here']);
  assert.ok(options.command === 'run');
  assert.deepEqual(options.names, ['broker', 'api/job']);
  assert.deepEqual([options.size, options.rounds, options.outFolder], ['quick', 3, 'here']);
});

test('compare takes an old and a new file', () => {
  assert.deepEqual(parseOptions(['compare', 'a.json', 'b.json']), {
    command: 'compare',
    oldFile: 'a.json',
    newFile: 'b.json',
  });
  assert.throws(() => parseOptions(['compare', 'a.json']), UsageError);
});

test('table takes one file', () => {
  assert.deepEqual(parseOptions(['table', 'a.json']), { command: 'table', file: 'a.json' });
  assert.throws(() => parseOptions(['table']), UsageError);
});

test('what cannot be followed is refused', () => {
  for (const rounds of ['0', '1.5', 'many'])
    assert.throws(() => parseOptions(['--rounds', rounds]), UsageError);
  assert.throws(() => parseOptions(['--fast']), UsageError);
});
