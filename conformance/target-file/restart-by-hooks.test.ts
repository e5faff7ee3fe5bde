import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startWebServer } from '../../protocol/testing/web-server.ts';
import { finishRestart, restartByHooks } from './restart-by-hooks.ts';

/** Hooks that write down what they did, at a server that answers. */
async function hooked(context: TestContext, hooks: Readonly<Record<string, string>>) {
  const hooksFolder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(hooksFolder, { recursive: true }));
  const server = await startWebServer((_request, response) => response.end('{}'));
  context.after(() => server[Symbol.asyncDispose]());
  const restartFile = join(hooksFolder, 'restarting');
  const done = () => readFileSync(join(hooksFolder, 'done'), 'utf8').trim().split('\n');
  return { target: { hooks, hooksFolder, restartFile, url: server.url }, done, restartFile };
}

const STOP_START = {
  stop: 'test -e restarting && echo stop >> done',
  start: 'test -e restarting && echo start >> done',
};

test('a restart stops and starts, and leaves word of itself as long as it lasts', async (context) => {
  const { target, done, restartFile } = await hooked(context, STOP_START);
  await restartByHooks(target);
  assert.deepEqual(done(), ['stop', 'start']);
  assert.ok(!existsSync(restartFile));
});

test('a restart that was cut off is finished, by the hook that starts', async (context) => {
  const { target, done, restartFile } = await hooked(context, { ...STOP_START, start: 'echo start >> done' });
  await assert.rejects(
    restartByHooks({ ...target, hooks: { ...STOP_START, start: 'exit 1' } }),
    /exit code 1/,
  );
  assert.ok(existsSync(restartFile));
  await finishRestart(target);
  assert.deepEqual(done(), ['stop', 'start']);
  assert.ok(!existsSync(restartFile));
});

test('with a hook that does both, that hook finishes it', async (context) => {
  const { target, done, restartFile } = await hooked(context, { restart: 'echo restart >> done' });
  writeFileSync(restartFile, '');
  await finishRestart(target);
  assert.deepEqual(done(), ['restart']);
});

test('a target that was not being restarted is left alone', async (context) => {
  const { target } = await hooked(context, { restart: 'exit 1' });
  await finishRestart(target);
});
