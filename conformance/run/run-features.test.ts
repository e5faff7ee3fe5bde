import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import { TARGET_VARIABLE } from '../target-file/resolved-target.ts';
import { runFeatures } from './run-features.ts';

const SLOW = fileURLToPath(new URL('../testing/slow', import.meta.url));

/** Runs scenarios against our own server in process, and stops before the first begins: at a message of that kind, or at once. */
async function stopAt(kind: keyof Envelope | undefined): Promise<readonly (keyof Envelope)[]> {
  const stopping = new AbortController();
  if (kind === undefined) stopping.abort();
  const kinds: (keyof Envelope)[] = [];
  await runFeatures({
    subject: 'server',
    root: SLOW,
    selected: [4, 9, 14, 19, 24].map((line) => `features/server/slow.feature:${line}`),
    parallel: 2,
    retry: 0,
    env: { ...process.env, NODE_V8_COVERAGE: undefined, [TARGET_VARIABLE]: undefined },
    stopping: stopping.signal,
    onMessage: (envelope) => {
      kinds.push(...(Object.keys(envelope) as (keyof Envelope)[]));
      if (kind !== undefined && envelope[kind] !== undefined) stopping.abort();
    },
  });
  return kinds;
}

test('a run that is stopped while its processes load is not waited for, and no scenario of it begins', async () => {
  const kinds = await stopAt('testRunStarted');
  assert.ok(kinds.includes('testRunStarted'), kinds.join());
  assert.deepEqual(
    kinds.filter((kind) => kind === 'testCaseStarted' || kind === 'testRunFinished'),
    [],
  );
});

test('a run that is stopped before it has been given its order is not begun', async () => {
  assert.deepEqual(await stopAt(undefined), []);
});
