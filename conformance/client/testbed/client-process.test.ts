import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { until } from '../../../server/testing/wire-node.ts';
import { ClientProcess } from './client-process.ts';

const PATIENCE_MS = 10_000;

async function start(context: TestContext, commandLine: string) {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const { promise: end, resolve: onEnd } = withResolvers<string>();
  const env = { PUSH_JOBS_NODE_NAME: 'web1' };
  const client = await ClientProcess.start({ commandLine, env, folder, outDir: folder, onEnd });
  context.after(() => client.stop());
  const written = (channel: string): string => readFileSync(join(folder, `client.${channel}.log`), 'utf8');
  return { client, end, written };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('what a client writes is kept, and how it ends is told', async (context) => {
  const { client, end, written } = await start(context, 'echo "$PUSH_JOBS_NODE_NAME"; echo no >&2; exit 3');
  assert.equal(await end, 'with exit code 3');
  assert.deepEqual([written('stdout'), written('stderr')], ['web1\n', 'no\n']);
  assert.equal(await client.untilGone(PATIENCE_MS), true);
});

test('all of its group are asked to end', async (context) => {
  const { client } = await start(context, 'sleep 100 & sleep 100');
  assert.equal(client.isAlive, true);
  client.terminate();
  assert.equal(await client.untilGone(PATIENCE_MS), true);
});

test('who does not end when asked is there when the time is over, and gone when it is stopped', async (context) => {
  const { client, end, written } = await start(
    context,
    "trap '' TERM; echo ready; while :; do sleep 1; done",
  );
  await until('the trap is set', () => written('stdout') === 'ready\n');
  client.terminate();
  assert.equal(await client.untilGone(50), false);
  await client.stop();
  assert.equal(await end, 'by SIGKILL');
  assert.equal(await client.untilGone(PATIENCE_MS), true);
});
