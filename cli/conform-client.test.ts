import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isThere } from '../conformance/client/testbed/client-process.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { records, runTestProgram, startTestProgram, type TestProgramEnd } from './testing/push-harness.ts';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const OWN_NODE = `${process.execPath} --import ${import.meta.resolve('tsx')} ${MAIN} node run --exec --allow-root`;

interface Judged extends TestProgramEnd {
  readonly folder: string;
  readonly results: ConformanceResults;
}

/** Judges a client with quick heartbeats. */
async function judge(context: TestContext, command: string, ...argv: readonly string[]): Promise<Judged> {
  const folder = temporaryFolder(context);
  const words = ['conform-client', '--command', command, '--heartbeat-interval', '100', '--json', ...argv];
  const ended = await runTestProgram(context, words, { folder });
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
    const odd = results.scenarios.filter(({ verdict }) => verdict !== 'passed');
    assert.deepEqual(
      odd.map(({ id, verdict, quirks = [] }) => [id, verdict, ...quirks.map(({ name }) => name)]),
      [['CLIENT-033', 'quirk', 'replays']],
      stdout + stderr,
    );
    assert.equal(code, 0);
    const lines = records(stdout);
    assert.equal(lines.filter(({ event }) => event === 'check').length, results.scenarios.length);
    const end = lines.at(-1);
    assert.equal(end?.event, 'end');
    assert.deepEqual(
      results.quirks?.map(({ name, weight, isAccepted }) => [name, weight, isAccepted]),
      [['replays', 'security', true]],
    );
    assert.deepEqual(end?.quirks, results.quirks);
    for (const file of ['report.html', 'junit.xml', 'summary.md', 'client.stdout.log', 'client.stderr.log']) {
      assert.ok(readdirSync(folder).includes(file), file);
    }
  });

  test('a client that wants https meets such a server, is told whom to trust, and finds it again after a restart', async (context) => {
    const { code, stdout, stderr, results } = await judge(
      context,
      OWN_NODE,
      '--tls',
      'self',
      'CLIENT-001',
      'CLIENT-040',
    );
    assert.equal(code, 0, stdout + stderr);
    assert.equal(results.counts.passed, 2);
  });

  test('a client that never speaks, or ends before it does, proves nothing', async (context) => {
    const silent = await judge(context, 'sleep 60', '--patience', '1');
    assert.equal(silent.code, 3);
    const gone = await judge(context, 'echo no luck >&2; exit 7');
    assert.equal(gone.code, 3);
    assert.equal(gone.results.scenarios[0]?.failure?.actual, 'the client ended with exit code 7');
    assert.equal(readFileSync(join(gone.folder, 'client.stderr.log'), 'utf8'), 'no luck\n');
  });

  test('a file says how the client is started, which quirks it may have and what is known to fail', async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(
      join(folder, 'client.yaml'),
      JSON.stringify({
        name: 'our client',
        command: OWN_NODE,
        quirks: 'none',
        'known-failures': [{ id: 'CLIENT-033', reason: 'takes a commit twice' }],
      }),
    );
    const words = ['conform-client', '--client', 'client.yaml', '--heartbeat-interval', '100', 'CLIENT-033'];
    const { code, stdout, stderr } = await runTestProgram(context, words, { folder });
    const { scenarios, target } = resultsIn(folder, stderr);
    assert.deepEqual(
      scenarios.map(({ verdict, reason, failure }) => [verdict, reason, failure?.expected]),
      [['known failure', 'takes a commit twice', 'a client without the quirk replays']],
    );
    assert.equal(target.name, 'our client');
    assert.equal(code, 0, stdout + stderr);
  });

  test('a known failure that names no scenario is a mistake, as with servers', async (context) => {
    const folder = temporaryFolder(context);
    const known = '[{ id: CLIENT-999, reason: was dropped }]';
    writeFileSync(join(folder, 'client.yaml'), `command: touch started\nknown-failures: ${known}\n`);
    for (const more of [[], ['--dry-run']]) {
      const words = ['conform-client', '--client', 'client.yaml', 'CLIENT-033', ...more];
      const { code, stdout, stderr } = await runHereIn(folder, words);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^No scenario has the id CLIENT-999 that the known failures name; did you mean /);
    }
    assert.deepEqual(readdirSync(folder), ['client.yaml']);
  });

  test('a list of what failed that names nothing is told as that, and starts nothing', async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, 'none.txt'), '\n');
    const words = ['conform-client', '--command', 'touch started', '--rerun', 'none.txt'];
    const { code, stdout } = await runHereIn(folder, words);
    assert.deepEqual(
      [code, stdout],
      [0, 'Nothing had failed: none.txt names no scenario, so that nothing runs again.\n'],
    );
    assert.deepEqual(readdirSync(folder), ['none.txt']);
  });

  test('a broken file and a quirk that no client has are mistakes, with what was probably meant', async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, 'client.yaml'), 'name: ours\ncommnd: ./client\nquirks: [replay]\n');
    const said = async (...argv: readonly string[]): Promise<string> => {
      const { code, stderr } = await runTestProgram(context, ['conform-client', ...argv], { folder });
      assert.equal(code, 2);
      return stderr;
    };
    const broken = await said('--client', 'client.yaml');
    assert.match(broken, /client\.yaml:2 commnd is not known: did you mean command\?/);
    assert.match(broken, /client\.yaml:3 quirks\.0 is "replay": did you mean replays\?|quirks/);
    assert.match(await said('--client', 'none.yaml'), /Cannot read the client's file none\.yaml \(ENOENT: /);
    assert.match(
      await said('--command', 'true', '--quirks', 'old-timestamp'),
      /--quirks names old-timestamp, which is no quirk of a client; did you mean old-timestamps\?/,
    );
  });

  test('an unknown scenario and a missing command are mistakes, told before anything is started', async (context) => {
    const folder = temporaryFolder(context);
    const unknown = await runTestProgram(
      context,
      ['conform-client', '--command', 'touch started', 'CLIENT-999'],
      { folder },
    );
    assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
    assert.match(
      unknown.stderr,
      /no scenario has the id CLIENT-999 that the arguments name; did you mean CLIENT-/i,
    );
    const missing = await runTestProgram(context, ['conform-client'], { folder });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--command/);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('an interrupted run ends the client and writes what it knows', async (context) => {
    const folder = temporaryFolder(context);
    const command = `echo $$ > pid; exec ${OWN_NODE}`;
    const words = ['conform-client', '--command', command, '--heartbeat-interval', '100', '--json'];
    const running = startTestProgram(context, words, { folder });
    await running.event('check');
    running.signal('SIGINT');
    const { code, stderr } = await running.ended;
    const results = resultsIn(folder, stderr);
    assert.equal(code, 130);
    assert.equal(results.interrupted, true);
    assert.equal(results.scenarios[0]?.verdict, 'passed');
    assert.match(results.scenarios.at(-1)?.reason ?? '', /^the run was interrupted/);
    assert.equal(isThere(Number(readFileSync(join(folder, 'pid'), 'utf8'))), false);
  });
});
