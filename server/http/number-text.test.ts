import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberAsWritten } from './number-text.ts';

test('a number is given as it is written', () => {
  assert.equal(numberAsWritten('{"quorum":1.0}', 'quorum'), '1.0');
  assert.equal(numberAsWritten('{ "a": 1, "quorum" : -1e3 }', 'quorum'), '-1e3');
  assert.equal(numberAsWritten('{"quorum":1,"\\u0071uorum":2.5}', 'quorum'), '2.5');
});

test('other values, other keys and what stands deeper are no number of the key', () => {
  assert.equal(numberAsWritten('{"a":"quorum","b":1.5}', 'quorum'), undefined);
  assert.equal(numberAsWritten('{"env":{"quorum":1.5}}', 'quorum'), undefined);
  assert.equal(numberAsWritten('{"quorum":"1.5"}', 'quorum'), undefined);
  assert.equal(numberAsWritten('[1.5]', 'quorum'), undefined);
});
