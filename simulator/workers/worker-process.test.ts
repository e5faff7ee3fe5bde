import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../../protocol/time/clock.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { isAlive } from '../testing/living.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { WorkerProcess } from './worker-process.ts';

const PATIENCE_MS = 120_000;
const SETTINGS = {
  serverUrl: 'http://127.0.0.1:9',
  org: 'dev',
  user: 'admin',
  privateKey: throwAwayKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  seed: 1,
  keyPool: 1,
  allowRoot: false,
  unregister: true,
};

test('a worker that stands still when it is to stop is killed, and says that clients are left', async () => {
  const clock = new SimulatedClock();
  const worker = await new Promise<WorkerProcess>((resolve) => {
    const listener = { changed: () => resolve(made), trouble: () => undefined, lost: () => undefined };
    const made = new WorkerProcess('worker 1 of 1', SETTINGS, 1, listener, clock);
  });
  const { pid = 0 } = worker;
  process.kill(pid, 'SIGSTOP');
  let lastWords: Awaited<ReturnType<WorkerProcess['stop']>> | undefined;
  void worker.stop().then((words) => {
    lastWords = words;
  });
  const deadlineMs = systemClock.monotonic() + PATIENCE_MS;
  while (lastWords === undefined) {
    assert.ok(systemClock.monotonic() < deadlineMs, `worker ${pid} is still there: ${isAlive(pid)}`);
    clock.advance(1_000);
    await nextTurn();
  }
  assert.match(lastWords.leftBehind ?? '', /worker 1 of 1 ended before it could do so/);
  assert.equal(isAlive(pid), false);
});
