import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { conformClient, UnknownCheck } from './conform-client.ts';

const [MAIN, GULLIBLE] = ['../cli/main.ts', './testing/gullible-client.ts'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const NODE = `${process.execPath} --import ${import.meta.resolve('tsx')}`;
const OWN_NODE = `${NODE} ${MAIN} node run --exec --allow-root`;

/** Judges a client with quick heartbeats. */
async function judge(context: TestContext, commandLine: string, ...ids: readonly string[]) {
  const outDir = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(outDir, { recursive: true }));
  return await conformClient({
    commandLine,
    ids,
    outDir,
    node: 'web1',
    dialect: 'pushy-server',
    heartbeatIntervalMs: 100,
    patienceMs: 60_000,
    signal: new AbortController().signal,
    toolVersion: '0.0.0',
    words: [],
    onOutcome: () => {},
  });
}

function idsOf({ scenarios }: ConformanceResults, verdict: string): readonly string[] {
  return scenarios.filter((each) => each.verdict === verdict).map(({ id }) => id);
}

/** They wait for their clients most of the time. */
describe('a client that is not right', { concurrency: 3 }, () => {
  test('a deaf node fails at its first abort, and nothing else can be judged', async (context) => {
    const { exitCode, results } = await judge(context, `${OWN_NODE} --behaviour deaf`);
    assert.equal(exitCode, 1);
    assert.deepEqual(idsOf(results, 'failed'), ['CLIENT-003']);
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-001', 'CLIENT-002']);
    const rest = results.scenarios.slice(3);
    assert.ok(rest.every(({ reason }) => reason === 'the client did not get in: CLIENT-003 failed'));
  });

  test('a confused node fails where it changes its mind, a tampering one where it sends what is refused', async (context) => {
    const ids = ['CLIENT-005', 'CLIENT-011', 'CLIENT-013', 'CLIENT-037'];
    const { exitCode, results } = await judge(context, `${OWN_NODE} --behaviour confused,tampering`, ...ids);
    assert.deepEqual(idsOf(results, 'failed'), ['CLIENT-011', 'CLIENT-037']);
    assert.equal(exitCode, 1);
  });

  test('a client that believes everything fails at every lie, and where it should have said no', async (context) => {
    const told = ['CLIENT-013', 'CLIENT-030', 'CLIENT-031', 'CLIENT-032', 'CLIENT-036'];
    const { exitCode, results } = await judge(
      context,
      `${NODE} ${GULLIBLE}`,
      'CLIENT-010',
      'CLIENT-040',
      ...told,
    );
    assert.deepEqual(idsOf(results, 'failed'), told);
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-010', 'CLIENT-040']);
    assert.equal(exitCode, 1);
    const lie = results.scenarios.find(({ id }) => id === 'CLIENT-030');
    assert.equal(lie?.failure?.expected, 'no word of it');
    assert.ok(
      lie?.journal.some(({ summary }) => summary.startsWith('ack_commit')),
      'the frames are quoted',
    );
  });

  test('a check that there is not is a mistake', async (context) => {
    await assert.rejects(judge(context, 'true', 'CLIENT-001', 'CLIENT-999'), UnknownCheck);
  });
});
