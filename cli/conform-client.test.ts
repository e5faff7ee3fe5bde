import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isThere } from '../conform-client/stand/client-process.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { type Ended, records, runProgram, startProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const OWN_NODE = `${process.execPath} --import ${import.meta.resolve('tsx')} ${MAIN} node run --exec --allow-root`;

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
