import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import type { ProcessControl } from './process-control.ts';
import { formatProcessId, type ProcessId } from './process-id.ts';
import { GIVE_UP_AFTER_MS, KILL_AFTER_MS, Sweep } from './sweep.ts';

const TARGET = { mark: 'fleet/1', leaders: [] };
const process = (pid: number): ProcessId => ({ pid, startedAt: `${pid}00` });

/** A machine whose processes are as a test says, and a clock that goes on a little with each look. */
function pretended(living: (look: number, heard: readonly string[]) => readonly ProcessId[]) {
  const clock = new SimulatedClock();
  const signals: string[] = [];
  const asked: (readonly string[])[] = [];
  let looks = 0;
  const machine: ProcessControl = {
    async look() {
      looks += 1;
      // what waits for the next look has its time
      setImmediate(() => clock.advance(200));
      const found = living(looks, signals);
      return (_target, known) => {
        asked.push([...known]);
        return found;
      };
    },
    signal: (each, signal) => void signals.push(`${signal} ${each.pid}`),
    identify: process,
  };
  return { clock, machine, signals, asked, sweep: new Sweep(clock, machine), looks: () => looks };
}

test('each is asked once, and a stopped one goes on to hear it', async () => {
  const { sweep, signals } = pretended((look) => (look < 3 ? [process(1), process(2)] : []));
  assert.deepEqual(await sweep.end(TARGET), []);
  assert.deepEqual(signals, ['SIGTERM 1', 'SIGCONT 1', 'SIGTERM 2', 'SIGCONT 2']);
});

test('what does not end is killed after two seconds', async () => {
  const { sweep, signals, clock } = pretended((_look, heard) =>
    heard.includes('SIGKILL 1') ? [] : [process(1)],
  );
  assert.deepEqual(await sweep.end(TARGET), []);
  assert.deepEqual(signals, ['SIGTERM 1', 'SIGCONT 1', 'SIGKILL 1']);
  assert.ok(clock.monotonic() >= KILL_AFTER_MS);
});

test('one that is born in the middle of a look is found by the next one', async () => {
  const { sweep, signals } = pretended((look) => (look === 2 ? [process(7)] : []));
  assert.deepEqual(await sweep.end(TARGET), []);
  assert.deepEqual(signals, ['SIGTERM 7', 'SIGCONT 7']);
});

test('what was found is known to the looks that follow', async () => {
  const { sweep, asked } = pretended((look) => (look === 1 ? [process(1)] : []));
  await sweep.end(TARGET);
  assert.deepEqual(asked, [[], [formatProcessId(process(1))], [formatProcessId(process(1))]]);
});

test('those that are born faster than they are found are given up in the end, by name', async () => {
  const { sweep, clock } = pretended((look) => [process(look)]);
  const left = await sweep.end(TARGET);
  assert.equal(left.length, 1);
  assert.ok(clock.monotonic() >= GIVE_UP_AFTER_MS);
});

test('a machine that cannot be looked at is tried again, and what is wrong with it is said in the end', async () => {
  let isWell = false;
  const { sweep, clock } = pretended(() => {
    if (isWell) return [];
    throw new Error('too many open files');
  });
  await assert.rejects(sweep.end(TARGET), /too many open files/);
  assert.ok(clock.monotonic() >= GIVE_UP_AFTER_MS);
  const next = sweep.end(TARGET);
  isWell = true;
  assert.deepEqual(await next, []);
});

test('one look serves all that is to end', async () => {
  const { sweep, looks } = pretended(() => []);
  await Promise.all([sweep.end(TARGET), sweep.end(TARGET), sweep.end(TARGET)]);
  assert.ok(looks() <= 3, `${looks()} looks`);
});
