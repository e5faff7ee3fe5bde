import assert from 'node:assert/strict';
import test from 'node:test';
import { readOwnWords } from './words.ts';

test('without words everything is asked for, in both dialects', () => {
  assert.deepEqual(readOwnWords([]), {
    dialects: ['documented', 'pushy-server'],
    words: [],
    isSelection: false,
    isDryRun: false,
    watches: false,
  });
});

test('a dialect and --watch are ours, all other words are for conform', () => {
  assert.deepEqual(readOwnWords(['quorum', 'documented', '--watch', '--retry', '1']), {
    dialects: ['documented'],
    words: ['quorum', '--retry', '1'],
    isSelection: true,
    isDryRun: false,
    watches: true,
  });
});

for (const { words, isSelection } of [
  { words: ['--parallel', '4'], isSelection: false },
  { words: ['--parallel', '4', '--retry', '2'], isSelection: false },
  { words: ['QUORUM-001'], isSelection: true },
  { words: ['--level', 'must'], isSelection: true },
  { words: ['--rerun', 'rerun.txt'], isSelection: true },
])
  test(`${words.join(' ')} is ${isSelection ? 'a selection' : 'everything'}`, () => {
    assert.equal(readOwnWords(words).isSelection, isSelection);
  });
