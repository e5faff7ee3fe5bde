import assert from 'node:assert/strict';
import test from 'node:test';
import { answerLength } from './raw-connection.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: now\r\n\r\nhello';

test('an answer ends where its head says', () => {
  assert.equal(answerLength(Buffer.from(ANSWER)), ANSWER.length);
  assert.equal(answerLength(Buffer.from(`${ANSWER}HTTP/1.1`)), ANSWER.length);
});

test('an answer that is not all there has no end yet', () => {
  for (let length = 0; length < ANSWER.length; length++) {
    assert.equal(answerLength(Buffer.from(ANSWER.slice(0, length))), undefined);
  }
});

test('an answer without a length cannot be measured', () => {
  assert.throws(() => answerLength(Buffer.from('HTTP/1.1 200 OK\r\n\r\n')), /Content-Length/);
});
