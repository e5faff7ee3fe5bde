import assert from 'node:assert/strict';
import test from 'node:test';
import { processesOfTarget } from './cleanup-target.ts';
import { formatProcessId, parseProcessId } from './process-id.ts';
import type { SeenProcess } from './process-table.ts';

const process = (pid: number, changes: Partial<SeenProcess> = {}): SeenProcess => ({
  pid,
  startedAt: `${pid}00`,
  parent: 1,
  session: pid,
  mark: undefined,
  ...changes,
});
const LEADER = { pid: 10, startedAt: '1000' };
const NOTHING: ReadonlySet<string> = new Set();

const pidsOf = (
  seen: readonly SeenProcess[],
  { leaders = [LEADER], mark = 'fleet/1' } = {},
  found: ReadonlySet<string> = NOTHING,
) => processesOfTarget(seen, { mark, leaders }, found).map(({ pid }) => pid);

test('what carries the mark belongs to it, wherever it went', () => {
  const seen = [process(20, { mark: 'fleet/1' }), process(21, { mark: 'fleet/2' }), process(22)];
  assert.deepEqual(pidsOf(seen), [20]);
  assert.deepEqual(pidsOf(seen, { mark: 'fleet' }), [20, 21]);
});

test('what has lost its environment is known by its session', () => {
  const seen = [process(10), process(20, { session: 10 })];
  assert.deepEqual(pidsOf(seen), [10, 20]);
  assert.deepEqual(pidsOf([process(20, { session: 10 })]), [20], 'the leader may be gone');
  assert.deepEqual(pidsOf(seen, { leaders: [] }), []);
});

test('a session whose number has become another is not ours', () => {
  const seen = [process(10, { startedAt: '9999' }), process(20, { session: 10 })];
  assert.deepEqual(pidsOf(seen), []);
});

test('the session of somebody with our mark is not ours', () => {
  const seen = [process(10), process(30, { session: 5, mark: 'fleet/1' }), process(31, { session: 5 })];
  assert.deepEqual(pidsOf(seen, { leaders: [] }), [30]);
});

test('what has lost environment and session is known by its parents', () => {
  const seen = [
    process(40, { parent: 30 }),
    process(30, { parent: 20 }),
    process(20, { parent: 10, mark: 'fleet/1' }),
  ];
  assert.deepEqual(new Set(pidsOf(seen, { leaders: [] })), new Set([20, 30, 40]));
});

test('a supervisor of a fleet that a command has started is left to clean up after that fleet', () => {
  const seen = [
    process(20, { mark: 'fleet/1' }),
    process(30, { parent: 20, mark: 'supervisor' }),
    process(31, { parent: 20, mark: 'inner/1' }),
  ];
  assert.deepEqual(pidsOf(seen, { leaders: [] }), [20, 31]);
});

test('what was found before is still known when its parents are gone, unless its number is another process', () => {
  const found = new Set([formatProcessId(process(40))]);
  assert.deepEqual(pidsOf([process(40), process(41, { parent: 40 })], {}, found), [40, 41]);
  assert.deepEqual(pidsOf([process(40, { startedAt: '9999' })], {}, found), []);
});

test('a process is one word, and read from it', () => {
  assert.deepEqual(parseProcessId(formatProcessId(LEADER)), LEADER);
  assert.deepEqual(parseProcessId('12:'), { pid: 12, startedAt: '' });
});
