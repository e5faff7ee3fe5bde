import assert from 'node:assert/strict';
import test from 'node:test';
import { hasDuplicateKeys } from './duplicate-keys.ts';

const CASES: readonly (readonly [text: string, duplicate: boolean])[] = [
  ['{}', false],
  ['{"env":{}}', false],
  ['{"env":{"A":"A","B":"B"}}', false],
  ['{"env":{"A":"1","A":"2"}}', true],
  ['{ "env" : { "A" : "1" , "\\u0041" : "2" } }', true],
  ['{"\\u0065nv":{"A":"1","A":"2"}}', true],
  ['{"env":{"A":"1","a":"2"}}', false],
  ['{"other":{"A":"1","A":"2"},"env":{"A":"1"}}', false],
  ['{"env":{"A":"1"},"env":{"A":"2"}}', false],
  ['{"env":{"A":"1","A":"2"},"env":{}}', true],
  ['{"x":["env",{"A":1,"A":2}],"env":{"A":"env"}}', false],
  ['{"x":{"env":{"A":1,"A":2}}}', false],
  ['{"env":["A","A",{"A":1,"A":2}]}', false],
  ['{"x":"env","y":{"A":1,"A":2}}', false],
];

for (const [text, duplicate] of CASES) {
  test(`${text} names ${duplicate ? 'a' : 'no'} key twice`, () => {
    assert.equal(hasDuplicateKeys(text, 'env'), duplicate);
  });
}
