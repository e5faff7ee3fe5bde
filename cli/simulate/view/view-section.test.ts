import assert from 'node:assert/strict';
import test from 'node:test';
import { plain } from '../../output/paint.ts';
import { paintedLine, plainLine } from '../../output/text-line.ts';
import { dealtRows, shownRows } from './view-section.ts';

function section(lines: number, wants: readonly [number, number], rank: number) {
  return { lines: Array.from({ length: lines }, (_, index) => plainLine(String(index + 1))), wants, rank };
}

test('sections get their least by rank, then more of it, then the rest in turn', () => {
  const sections = [section(9, [1, 3], 2), section(2, [1, 9], 1), section(9, [0, 1], 3)];
  const dealt = (rows: number) => dealtRows(sections, rows);
  assert.deepEqual(dealt(-1), [0, 0, 0]);
  assert.deepEqual(dealt(1), [0, 1, 0]);
  assert.deepEqual(dealt(2), [1, 1, 0]);
  assert.deepEqual(dealt(3), [1, 2, 0], 'not more than it has lines');
  assert.deepEqual(dealt(6), [3, 2, 1]);
  assert.deepEqual(dealt(9), [5, 2, 2]);
  assert.deepEqual(dealt(99), [9, 2, 9]);
});

test('what is left out is counted, and fewer lines that say all are better', () => {
  const { lines } = section(5, [0, 0], 0);
  const shown = (rows: number, compact = lines) =>
    shownRows({ lines, compact }, rows).map((line) => paintedLine(line, plain));
  assert.deepEqual(shown(5), ['1', '2', '3', '4', '5']);
  assert.deepEqual(shown(3), ['1', '2', '… and 3 more']);
  assert.deepEqual(shown(1), ['1']);
  assert.deepEqual(shown(0), []);
  assert.deepEqual(shown(2, [plainLine('all'), plainLine('of it')]), ['all', 'of it']);
});
