import assert from 'node:assert/strict';
import test from 'node:test';
import { ownFault } from './own-fault.ts';

test('an error of ours says that it is one, and where it was thrown', () => {
  const thrown = new TypeError('no such thing');
  const fault = ownFault(thrown);
  assert.equal(fault.message, 'harness: TypeError: no such thing');
  assert.equal(fault.cause, thrown);
  assert.match(fault.stack ?? '', /^Error: harness: TypeError: no such thing\n\s+at .*own-fault\.test/);
});

test('what is no error is told as well', () => {
  assert.equal(ownFault('oops').message, 'harness: oops');
});
