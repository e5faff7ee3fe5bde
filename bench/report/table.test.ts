import assert from 'node:assert/strict';
import test from 'node:test';
import { renderTable } from './table.ts';

test('columns are as wide as what stands in them', () => {
  const columns = [
    { title: 'name', align: 'left' },
    { title: 'n', align: 'right' },
  ] as const;
  assert.equal(
    renderTable(columns, [['a longer name', '7'], ['short', '1,000'], ['a heading across the columns']]),
    [
      'name               n',
      '─────────────  ─────',
      'a longer name      7',
      'short          1,000',
      'a heading across the columns',
    ].join('\n'),
  );
});
