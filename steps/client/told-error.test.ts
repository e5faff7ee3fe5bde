import assert from 'node:assert/strict';
import test from 'node:test';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import { clientFault, ownFault } from './told-error.ts';

test('an error of ours says that it is one, and where it was thrown', () => {
  const thrown = new TypeError('no such thing');
  const fault = ownFault(thrown);
  assert.equal(fault.message, 'harness: TypeError: no such thing');
  assert.equal(fault.cause, thrown);
  assert.match(fault.stack ?? '', /^Error: harness: TypeError: no such thing\n\s+at .*told-error\.test/);
});

test('what is no error is told as well', () => {
  assert.equal(ownFault('oops').message, 'harness: oops');
});

test('a fault of the client is told in one sentence, and where it was found', () => {
  const fault = clientFault(new Unmet('a vote', 'nothing'));
  assert.equal(fault.message, 'expected a vote; it was nothing');
  assert.equal('expected' in fault, false);
  assert.match(fault.stack ?? '', /^Error: expected a vote; it was nothing\n\s+at .*told-error\.test/);
});
