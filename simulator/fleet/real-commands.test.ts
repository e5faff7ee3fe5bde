import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseBehaviours } from '../behaviours/choose.ts';
import { assertMayRun, RootRefused } from './real-commands.ts';

test('real commands as root must be allowed', () => {
  const isRoot = process.getuid?.() === 0;
  const refused = () => {
    try {
      assertMayRun(chooseBehaviours(['slow', 'exec']), false);
      return false;
    } catch (error) {
      return error instanceof RootRefused;
    }
  };
  assert.equal(refused(), isRoot);
  assertMayRun(chooseBehaviours(['exec']), true);
  assertMayRun(chooseBehaviours(['healthy']), false);
});
