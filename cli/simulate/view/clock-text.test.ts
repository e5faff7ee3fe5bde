import assert from 'node:assert/strict';
import test from 'node:test';
import { clockText } from './clock-text.ts';
import { figureText } from './figure-text.ts';

test('times are written as in fleet files, numbers in few columns', () => {
  assert.deepEqual([-1, 0.4, 59.6, 125, 3_599, 3_720].map(clockText), [
    '0s',
    '0s',
    '1m00s',
    '2m05s',
    '59m59s',
    '1h02m',
  ]);
  assert.deepEqual([0, 0.35, 5.554, 123_456, 123.4, 0.00012].map(figureText), [
    '0',
    '0.35',
    '5.55',
    '123456',
    '123',
    '0.00012',
  ]);
});
