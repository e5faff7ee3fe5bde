import assert from 'node:assert/strict';
import test from 'node:test';
import { ProcessDelays } from './process-delays.ts';
import { type ThreadTimes, threadTimes } from './thread-times.ts';

type Reading = Readonly<Record<string, readonly [ranMs: number, waitedMs: number]>>;

/** The delays of a process whose threads are looked at every 100 ms and are found so. */
function looked(...readings: readonly Reading[]): ProcessDelays {
  const left = [...readings];
  const delays = new ProcessDelays(
    1,
    () =>
      new Map(
        Object.entries(left.shift() ?? {}).map(([thread, [ranMs, waitedMs]]): [string, ThreadTimes] => [
          thread,
          { ranMs, waitedMs },
        ]),
      ),
  );
  for (const index of readings.keys()) delays.look(index * 100);
  return delays;
}

test('a thread that never comes to rest is held up for as long as it waits, from look to look', () => {
  const delays = looked({ main: [0, 0] }, { main: [10, 90] }, { main: [30, 170] }, { main: [35, 175] });
  assert.equal(delays.longestWithin(0, 300), 170);
  assert.equal(delays.longestWithin(210, 300), 0);
});

test('one that rests comes to everything in time, however long it waits in all', () => {
  const delays = looked({ main: [0, 0] }, { main: [10, 60] }, { main: [20, 120] });
  assert.equal(delays.longestWithin(0, 200), 0);
});

test('one that works all the time and waits for nobody is slow by itself', () => {
  assert.equal(looked({ main: [0, 0] }, { main: [100, 0] }).longestWithin(0, 100), 0);
});

test('a wait that is known only when it is over began before the look before', () => {
  const delays = looked({ main: [0, 0] }, { main: [0, 0] }, { main: [0, 0] }, { main: [1, 290] });
  assert.equal(delays.longestWithin(20, 120), 100);
});

test('the thread that was held up longest is what counts, and one that is new does not', () => {
  const delays = looked(
    { main: [0, 0], worker: [0, 0] },
    { main: [50, 50], worker: [5, 95], late: [0, 5_000] },
  );
  assert.equal(delays.longestWithin(0, 100), 95);
});

test('a process that has ended was held up before that all the same, until it is forgotten', () => {
  const delays = looked({ main: [0, 0] }, { main: [10, 90] });
  delays.look(200);
  assert.equal(delays.longestWithin(0, 200), 90);
  delays.forgetBefore(150);
  assert.equal(delays.longestWithin(0, 200), 0);
});

test('the times of threads are told of a process that is there, and of no other', () => {
  const times = threadTimes(process.pid);
  // other systems tell nothing
  if (process.platform === 'linux') assert.ok((times.get(String(process.pid))?.ranMs ?? 0) > 0);
  assert.equal(threadTimes(2 ** 22 + 1).size, 0);
});
