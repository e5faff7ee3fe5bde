import assert from 'node:assert/strict';
import test from 'node:test';
import { commandMark, isMarkOf, MARK_VARIABLE, markIn, newFleetMark } from './mark.ts';

const environment = (...entries: readonly string[]) =>
  Buffer.from(entries.map((entry) => `${entry}\0`).join(''));

test('a mark is read wherever its entry stands', () => {
  assert.equal(markIn(environment(`${MARK_VARIABLE}=a/1`)), 'a/1');
  assert.equal(markIn(environment('PATH=/bin', `${MARK_VARIABLE}=a/1`, 'X=1')), 'a/1');
  assert.equal(markIn(Buffer.from(`X=1\0${MARK_VARIABLE}=a/1`)), 'a/1');
});

test('what is no entry of its own is no mark', () => {
  assert.equal(markIn(environment()), undefined);
  assert.equal(markIn(environment(`NOTE=${MARK_VARIABLE}=a/1`)), undefined);
  assert.equal(markIn(environment(`MY_${MARK_VARIABLE}=a/1`)), undefined);
  assert.equal(markIn(environment(`MY_${MARK_VARIABLE}=a/1`, `${MARK_VARIABLE}=b/2`)), 'b/2');
});

test('a fleet has the commands of its own mark, and a command nothing but itself', () => {
  const [fleet, other] = [newFleetMark(), newFleetMark()];
  assert.notEqual(fleet, other);
  assert.ok(isMarkOf(commandMark(fleet, 1), fleet));
  assert.ok(isMarkOf(commandMark(fleet, 1), commandMark(fleet, 1)));
  assert.ok(!isMarkOf(commandMark(fleet, 12), commandMark(fleet, 1)));
  assert.ok(!isMarkOf(commandMark(other, 1), fleet));
  assert.ok(!isMarkOf(undefined, fleet));
});
