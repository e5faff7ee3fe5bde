import assert from 'node:assert/strict';
import test from 'node:test';
import { plain } from './paint.ts';
import { table } from './table.ts';

const COLUMNS = [{ title: 'node' }, { title: 'exit', align: 'right' as const }, { title: 'output' }];
const ROWS = [
  [{ text: 'web1' }, { text: '0' }, { text: 'all is well' }],
  [{ text: 'database' }, { text: '137' }, { text: '' }],
];

test('columns are as wide as their widest cell, numbers stand on the right', () => {
  assert.deepEqual(table(COLUMNS, ROWS, { paint: plain, width: 80 }), [
    'node      exit  output',
    'web1         0  all is well',
    'database   137',
  ]);
});

test('the last column gives way to the width', () => {
  assert.deepEqual(table(COLUMNS, ROWS, { paint: plain, width: 22 }), [
    'node      exit  output',
    'web1         0  all i…',
    'database   137',
  ]);
});

test('colour is laid on after the width was measured', () => {
  const rows = [[{ text: 'web1', meaning: 'bad' as const }, { text: '1' }, { text: 'x' }]];
  const lines = table(COLUMNS, rows, { paint: (meaning, text) => `<${meaning}>${text}</>`, width: 80 });
  assert.equal(lines[1], '<bad>web1</>     1  x');
});
