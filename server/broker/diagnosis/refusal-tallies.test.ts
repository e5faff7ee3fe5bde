import assert from 'node:assert/strict';
import test from 'node:test';
import { RefusalTallies } from './refusal-tallies.ts';

const missing = (field: string) => ({ field, value: undefined, expected: 'something' });

test('refusals are counted by reason and field, and the last defect of a kind is kept', () => {
  const tallies = new RefusalTallies();
  const reason = 'message_bad_field';
  tallies.add({ reason, defect: missing('type') }, 1);
  tallies.add({ reason, defect: missing('sequence') }, 2);
  tallies.add({ reason, defect: { ...missing('type'), value: '7' } }, 3);
  assert.deepEqual(
    tallies.list().map(({ defect, count, lastAtMs }) => [defect?.field, defect?.value, count, lastAtMs]),
    [
      ['sequence', undefined, 1, 2],
      ['type', '7', 2, 3],
    ],
  );
});

test('of many kinds the last eight are kept', () => {
  const tallies = new RefusalTallies();
  for (let over = 0; over < 1_000; over++) tallies.add({ reason: 'message_bad_json', over: `${over}` }, over);
  assert.deepEqual(
    tallies.list().map(({ over }) => over),
    ['992', '993', '994', '995', '996', '997', '998', '999'],
  );
});
