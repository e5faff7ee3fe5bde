import assert from 'node:assert/strict';
import test from 'node:test';
import { ByteAllowance } from './byte-allowance.ts';

test('so many bytes are allowed at once, and not one more', () => {
  const allowance = new ByteAllowance(1_000, 0);
  assert.ok(allowance.take(600, 0));
  assert.ok(allowance.take(400, 0));
  assert.ok(!allowance.take(1, 0));
});

test('it fills up again within a minute, and no further', () => {
  const allowance = new ByteAllowance(1_000, 0);
  assert.ok(allowance.take(1_000, 0));
  assert.ok(allowance.take(500, 30_000));
  assert.ok(!allowance.take(501, 59_999));
  const rested = new ByteAllowance(1_000, 0);
  assert.ok(!rested.take(1_001, 3_600_000));
});
