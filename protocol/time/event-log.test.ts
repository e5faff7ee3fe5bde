import assert from 'node:assert/strict';
import test from 'node:test';
import { EventLog } from './event-log.ts';

const log = (): EventLog<string> => new EventLog('a log', (entry) => entry);

test('an entry that is there already is found', async () => {
  const seen = log();
  seen.add('one');
  assert.equal(await seen.until('one', (entry) => entry === 'one', 1000), 'one');
});

test('an entry that comes later wakes the waiter', async () => {
  const seen = log();
  const waiting = seen.until('two', (entry) => entry === 'two', 1000);
  seen.add('one');
  seen.add('two');
  assert.equal(await waiting, 'two');
});

test('nobody waits longer than the log goes on, and what comes behind its end is kept', async () => {
  const seen = log();
  const waiting = seen.until('two', (entry) => entry === 'two', 60_000);
  seen.add('one');
  seen.end();
  await assert.rejects(waiting, /wanted of a log: two\nseen, to its end: \n {2}one/);
  await assert.rejects(
    seen.until('two', (entry) => entry === 'two', 60_000),
    /to its end/,
  );
  seen.add('two');
  assert.equal(await seen.until('two', (entry) => entry === 'two', 60_000), 'two');
});

test('giving up says what was wanted and what was seen', async () => {
  const seen = log();
  seen.add('one');
  await assert.rejects(
    seen.until('a three', (entry) => entry === 'three', 1),
    /wanted of a log: a three\nseen: \n {2}one/,
  );
});
