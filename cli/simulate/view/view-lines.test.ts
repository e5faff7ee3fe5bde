import assert from 'node:assert/strict';
import test from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { assertGolden } from '../../../reports/generators/testing/golden.ts';
import { coloured, plain } from '../../output/paint.ts';
import { columnsOf } from '../../output/printable.ts';
import { busyFleet } from './testing/busy-fleet.ts';
import { viewLines } from './view-lines.ts';

for (const [columns, rows] of [
  [80, 24],
  [100, 30],
  [120, 40],
  [200, 50],
  [60, 12],
] as const) {
  test(`a busy fleet on a terminal of ${columns} columns and ${rows} rows`, () => {
    const lines = viewLines(busyFleet(), { columns, rows }, plain);
    assertGolden(import.meta.url, `${columns}x${rows}.txt`, `${lines.join('\n')}\n`);
  });
}

test('no terminal is too small: every line fits, and there are no more than rows', () => {
  const fleet = busyFleet();
  const groups = fleet.groups.map((group) => ({ ...group, name: `日本語🐻 ${group.name}` }));
  for (let columns = 0; columns <= 210; columns += columns < 90 ? 1 : 7) {
    for (const rows of [0, 1, 2, 3, 5, 8, 13, 24, 50, 200]) {
      const lines = viewLines({ ...fleet, groups }, { columns, rows }, plain);
      assert.ok(lines.length <= rows, `${lines.length} lines at ${columns}x${rows}`);
      for (const line of lines) assert.ok(columnsOf(line) <= columns, `${columns}x${rows}: ${line}`);
    }
  }
});

test('nothing in names, messages and keys commands the terminal', () => {
  const evil = 'a\u001b[2Jb\u009b1m\u202e\r\nc';
  const fleet = busyFleet();
  const hostile = {
    ...fleet,
    title: evil,
    groups: fleet.groups.map((group) => ({ ...group, name: evil })),
    jobs: {
      ...fleet.jobs,
      underWay: 1,
      complete: 0,
      failed: 1,
      running: [{ label: evil, nodes: 1, seconds: 1, states: [[evil, 1] as const] }],
      ended: [{ label: evil, end: evil, nodes: 1, succeeded: 0, error: evil }],
    },
    errors: [{ what: evil, count: 1 }],
    happenings: [{ text: evil, state: 'done' as const }],
    thresholds: fleet.thresholds.map((each) => ({ ...each, text: evil })),
    notices: [{ atSeconds: 0, text: evil }],
    keys: [evil],
  };
  const text = viewLines(hostile, { columns: 200, rows: 50 }, plain).join('');
  assert.doesNotMatch(text, /[\p{Cc}\p{Cf}]/u);
  assert.ok(text.split('a\\x1b[2Jb\\x9b1m\\u{202e}\\x0d\\x0ac').length > 8, text);
});

test('colours are laid on what was measured without them', () => {
  const size = { columns: 80, rows: 24 };
  const painted = viewLines(busyFleet(), size, coloured);
  const unpainted = painted.map((line) => stripVTControlCharacters(line).trimEnd());
  assert.deepEqual(unpainted, viewLines(busyFleet(), size, plain));
  assert.ok(painted.some((line) => line.includes('\u001b[31m')));
});
