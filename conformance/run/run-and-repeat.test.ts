import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { startWebServer } from '../../protocol/testing/web-server.ts';
import { modelOf } from '../../reports/generators/conformance/model-of.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { SAMPLE_FACTS } from '../../reports/generators/conformance/testing/sample-run.ts';
import { type ResolvedTarget, TARGET_VARIABLE } from '../target-file/resolved-target.ts';
import { SHIPPED_TIMINGS } from '../target-file/timings.ts';
import { runAndRepeat } from './run-and-repeat.ts';
import { runFeatures } from './run-features.ts';

const SLOW = fileURLToPath(new URL('../testing/slow', import.meta.url));

/** Judges by features of a judge that stands still, of which none asks the server for more than whether it is there. */
async function judgeSlowly(
  folder: string,
): Promise<{ results: ConformanceResults; messages: readonly Envelope[] }> {
  await using server = await startWebServer((_request, response) => response.end('{}'));
  const keyFile = join(folder, 'admin.pem');
  writeFileSync(keyFile, newKeyPair().privateKey, { mode: 0o600 });
  const target: ResolvedTarget = {
    name: 'nobody',
    dialect: 'documented',
    server: { kind: 'external', url: server.url },
    url: server.url,
    organisation: 'dev',
    roles: { admin: { user: 'admin', key: keyFile } },
    ownRoles: {},
    nodeKeys: folder,
    timings: { ...SHIPPED_TIMINGS, heartbeatIntervalMs: 200 },
    capabilities: [],
    acceptedQuirks: [],
    hooks: {},
    runId: 'slow',
  };
  const file = join(folder, 'target.json');
  writeFileSync(file, JSON.stringify(target));
  const messages: Envelope[] = [];
  const places = [4, 9, 14, 19, 24].map((line) => `features/server/slow.feature:${line}`);
  await runAndRepeat(
    runFeatures,
    {
      subject: 'server',
      root: SLOW,
      selected: places,
      parallel: 0,
      retry: 0,
      env: { ...process.env, NODE_V8_COVERAGE: undefined, [TARGET_VARIABLE]: file },
      stopping: new AbortController().signal,
      onMessage: (envelope) => messages.push(envelope),
    },
    { mayRepeat: () => true, onRepeat: () => {} },
  );
  return { results: modelOf(messages, { ...SAMPLE_FACTS, knownFailures: [], notRun: [] }), messages };
}

test('a scenario that failed while the judge was held up is run again, and never fails for that', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-slow-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const { results, messages } = await judgeSlowly(folder);
  assert.deepEqual(results.problems, []);
  assert.deepEqual(
    results.scenarios.map(({ id, verdict, attempts }) => [id, verdict, attempts]),
    [
      ['SLOW-001', 'passed', 2],
      ['SLOW-002', 'inconclusive', 2],
      ['SLOW-003', 'failed', 1],
      ['SLOW-004', 'failed', 1],
      ['SLOW-005', 'passed', 1],
    ],
  );
  const { delay, reason } = results.scenarios[1] ?? assert.fail();
  assert.equal(delay?.who, 'judge');
  assert.ok((delay?.ms ?? 0) >= 300, `a delay of ${delay?.ms} ms`);
  assert.equal(delay?.bearsMs, 200);
  assert.match(
    reason ?? '',
    /^2 attempts do not count: the judge and its virtual nodes were held up for \d+ ms, and the target's timings bear 200 ms$/,
  );
  assert.match(results.scenarios[0]?.reason ?? '', /^one attempt does not count: /);
  const count = (kind: keyof Envelope) => messages.filter((envelope) => envelope[kind] !== undefined).length;
  assert.equal(count('testRunStarted'), 1);
  assert.equal(count('testRunFinished'), 1);
  assert.equal(count('testCase'), 5);
  assert.equal(count('testCaseStarted'), 7);
});
