import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isThere } from '../conform-client/stand/client-process.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { type Ended, records, runProgram, startProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const [MAIN, GULLIBLE] = ['./main.ts', '../conform-client/testing/gullible-client.ts'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const NODE = `${process.execPath} --import ${import.meta.resolve('tsx')}`;
const OWN_NODE = `${NODE} ${MAIN} node run --exec --allow-root`;

interface Judged extends Ended {
  readonly folder: string;
  readonly results: ConformanceResults;
}

/** Judges a client with quick heartbeats. */
async function judge(context: TestContext, command: string, ...argv: readonly string[]): Promise<Judged> {
  const folder = temporaryFolder(context);
  const words = ['conform-client', '--command', command, '--heartbeat-interval', '100', '--json', ...argv];
  const ended = await runProgram(context, words, { folder });
  return { ...ended, folder: join(folder, 'client-report'), results: resultsIn(folder, ended.stderr) };
}

function resultsIn(folder: string, stderr: string): ConformanceResults {
  const file = join(folder, 'client-report', 'results.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`no report was written: ${stderr}`, { cause });
  }
}

function idsOf({ scenarios }: ConformanceResults, verdict: string): readonly string[] {
  return scenarios.filter((each) => each.verdict === verdict).map(({ id }) => id);
}

/** They wait for their clients most of the time. */
describe('conform-client', { concurrency: 3 }, () => {
  test('our own node as a process conforms: only what is left to a client is otherwise', async (context) => {
    const { code, stdout, stderr, results, folder } = await judge(context, OWN_NODE);
    const failed = results.scenarios.filter(({ verdict }) => verdict !== 'passed');
    assert.deepEqual(
      failed.map(({ id, level }) => `${id} ${level}`),
      ['CLIENT-033 may'],
      stdout + stderr,
    );
    assert.equal(code, 0);
    const lines = records(stdout);
    assert.equal(lines.filter(({ event }) => event === 'check').length, results.scenarios.length);
    assert.equal(lines.at(-1)?.event, 'end');
    for (const file of ['report.html', 'junit.xml', 'summary.md', 'client.stdout.log', 'client.stderr.log']) {
      assert.ok(readdirSync(folder).includes(file), file);
    }
  });

  test('a deaf node fails at its first abort, and nothing else can be judged', async (context) => {
    const { code, results } = await judge(context, `${OWN_NODE} --behaviour deaf`);
    assert.equal(code, 1);
    assert.deepEqual(idsOf(results, 'failed'), ['CLIENT-003']);
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-001', 'CLIENT-002']);
    const rest = results.scenarios.slice(3);
    assert.ok(rest.every(({ reason }) => reason === 'the client did not get in: CLIENT-003 failed'));
  });

  test('a confused node fails where it changes its mind, a tampering one where it sends what is refused', async (context) => {
    const confused = await judge(
      context,
      `${OWN_NODE} --behaviour confused`,
      '--only',
      'CLIENT-005,CLIENT-011,CLIENT-013',
    );
    assert.deepEqual(idsOf(confused.results, 'failed'), ['CLIENT-011']);
    assert.equal(confused.code, 1);
    const tampering = await judge(context, `${OWN_NODE} --behaviour tampering`, 'CLIENT-030', 'CLIENT-037');
    assert.deepEqual(idsOf(tampering.results, 'failed'), ['CLIENT-037']);
    assert.equal(tampering.code, 1);
  });

  test('a client that believes everything fails at every lie, and where it should have said no', async (context) => {
    const told = ['CLIENT-013', 'CLIENT-030', 'CLIENT-031', 'CLIENT-032', 'CLIENT-036'];
    const { code, results } = await judge(
      context,
      `${NODE} ${GULLIBLE}`,
      'CLIENT-010',
      'CLIENT-040',
      ...told,
    );
    assert.deepEqual(idsOf(results, 'failed'), told);
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-010', 'CLIENT-040']);
    assert.equal(code, 1);
    const lie = results.scenarios.find(({ id }) => id === 'CLIENT-030');
    assert.equal(lie?.failure?.expected, 'no word of it');
    assert.ok(
      lie?.journal.some(({ summary }) => summary.startsWith('ack_commit')),
      'the frames are quoted',
    );
  });

  test('a client that never speaks, or ends before it does, proves nothing', async (context) => {
    const silent = await judge(context, 'sleep 60', '--patience', '1');
    assert.equal(silent.code, 3);
    const gone = await judge(context, 'echo no luck >&2; exit 7');
    assert.equal(gone.code, 3);
    assert.equal(gone.results.scenarios[0]?.failure?.actual, 'the client ended with exit code 7');
    assert.equal(readFileSync(join(gone.folder, 'client.stderr.log'), 'utf8'), 'no luck\n');
  });

  test('an unknown check and a missing command are mistakes, told before anything is started', async (context) => {
    const folder = temporaryFolder(context);
    const unknown = await runProgram(
      context,
      ['conform-client', '--command', 'touch started', 'CLIENT-999'],
      { folder },
    );
    assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
    assert.match(unknown.stderr, /there is no check CLIENT-999; there are CLIENT-001,/i);
    const missing = await runProgram(context, ['conform-client'], { folder });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--command/);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('an interrupted run ends the client and writes what it knows', async (context) => {
    const folder = temporaryFolder(context);
    const command = `echo $$ > pid; exec ${OWN_NODE}`;
    const words = ['conform-client', '--command', command, '--heartbeat-interval', '100', '--json'];
    const running = startProgram(context, words, { folder });
    await running.event('check');
    running.signal('SIGINT');
    const { code, stderr } = await running.ended;
    const results = resultsIn(folder, stderr);
    assert.equal(code, 130);
    assert.equal(results.interrupted, true);
    assert.equal(results.scenarios[0]?.verdict, 'passed');
    assert.equal(results.scenarios.at(-1)?.reason, 'the run was interrupted');
    assert.equal(isThere(Number(readFileSync(join(folder, 'pid'), 'utf8'))), false);
  });
});
