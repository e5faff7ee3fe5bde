import assert from 'node:assert/strict';
import test from 'node:test';
import { UsageError } from '../program/errors.ts';
import { serverQuirksFrom } from './quirks.ts';

test('quirks are given by a word for all or none, or by their names', () => {
  assert.equal(serverQuirksFrom('shipped'), 'shipped');
  assert.equal(serverQuirksFrom('none'), 'none');
  assert.deepEqual(serverQuirksFrom('html-errors, no-head'), ['html-errors', 'no-head']);
});

test('a name that no quirk of a server has is rejected with what was probably meant', () => {
  const said = (given: string): string => {
    try {
      serverQuirksFrom(given);
    } catch (error) {
      if (error instanceof UsageError) return error.message;
    }
    return 'nothing';
  };
  assert.equal(
    said('no-head,html-eror'),
    '--quirks names html-eror, which is no quirk of a server; did you mean html-errors?',
  );
  assert.match(said('xyz'), /push-harness quirks lists them\.$/);
  assert.match(said('old-timestamps'), /^--quirks names old-timestamps, which is no quirk of a server/);
});
