import assert from 'node:assert/strict';
import test from 'node:test';
import { ErrorLines } from './error-lines.ts';

test('errors of a log are counted, however it is cut into pieces', () => {
  const errors = new ErrorLines();
  for (const piece of [
    '{"level":30,"msg":"serving"}\n{"lev',
    'el":50,"msg":"could not store"}\n',
    '(node:1) a warning\n{"level":60}\n{"level":50',
  ])
    errors.add(piece);
  assert.equal(errors.count, 2);
});
