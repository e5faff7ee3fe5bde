import assert from 'node:assert/strict';
import test from 'node:test';
import { COMMANDS } from '../../cli/commands.ts';
import { readPage, rowsOf } from './page.ts';

/** The commands that a cell names: `push-harness job start|list` are two; flags and what stands for a value are left out. */
function namedIn(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = '']) => code).flatMap((code) => {
    const words = code.replace(/^push-harness /, '').split(' ');
    const end = words.findIndex((word) => !/^[a-z|-]+$/.test(word) || word.startsWith('-'));
    return words
      .slice(0, end === -1 ? undefined : end)
      .map((word) => word.split('|'))
      .reduce<string[]>((names, more) => names.flatMap((name) => more.map((word) => `${name} ${word}`)), [''])
      .map((name) => name.trim());
  });
}

const named = rowsOf(readPage('docs/commands.md'), ['', '']).flatMap(([cell = '']) => namedIn(cell));
const known = COMMANDS.commands.map(({ words }) => words);

const isOf = (words: string, name: string) => words === name || words.startsWith(`${name} `);

test('the page about the commands has a row for each', () => {
  assert.deepEqual(
    known.filter((words) => !named.some((name) => isOf(words, name))),
    [],
  );
});

test('and for no other', () => {
  assert.deepEqual(
    named.filter((name) => !known.some((words) => isOf(words, name))),
    [],
  );
});

test('a cell may name several', () => {
  assert.deepEqual(namedIn('`push-harness job start|list`, `doctor NODE`, `org|user …`'), [
    'job start',
    'job list',
    'doctor',
    'org',
    'user',
  ]);
});
