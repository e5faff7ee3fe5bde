import assert from 'node:assert/strict';
import test from 'node:test';
import { coloured, plain } from './paint.ts';
import { clippedLine, lineColumns, paddedLine, paintedLine, plainLine, type TextLine } from './text-line.ts';

const LINE: TextLine = [{ text: 'ab', meaning: 'good' }, { text: '日本' }, { text: 'cd' }];

test('a line is cut to fit wherever its pieces end', () => {
  const cut = Array.from({ length: 10 }, (_, columns) => paintedLine(clippedLine(LINE, columns), plain));
  assert.deepEqual(cut, ['', '…', 'a…', 'ab…', 'ab…', 'ab日…', 'ab日…', 'ab日本…', 'ab日本cd', 'ab日本cd']);
});

test('a line is widened, and colours are laid on last', () => {
  assert.equal(lineColumns(paddedLine(LINE, 12)), 12);
  assert.equal(paddedLine(LINE, 8), LINE);
  assert.equal(paintedLine(plainLine('x', 'bad'), coloured), coloured('bad', 'x'));
});
