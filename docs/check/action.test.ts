import assert from 'node:assert/strict';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { temporaryFolder } from '../../cli/testing/temporary-folder.ts';
import { ACTION, type Inputs, runStep } from './action.ts';
import { faultOfCommand } from './commands.ts';
import { PROJECT_ROOT, readPage, rowsOf } from './page.ts';
import { stepsOfWorkflow } from './pipelines.ts';

const { version } = JSON.parse(readPage('package.json'));
/** The reports of a run in which everything happened. */
const REPORTS = join(PROJECT_ROOT, 'reports/generators/conformance/golden');

const usesUs = stepsOfWorkflow(readPage('examples/ci/github-action.yml')).filter(
  ({ uses }) => uses === './node_modules/push-jobs-harness',
);

/** A checkout on a runner, with programs that write their arguments into `called`, a word on each line. */
async function newRunner(context: TestContext, ...programs: readonly string[]) {
  const folder = temporaryFolder(context);
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const program of programs) {
    await writeFile(join(bin, program), '#!/bin/bash\nprintf "%s\\n" "$@" > "$CALLED"\nexit $ENDS_WITH\n');
    await chmod(join(bin, program), 0o755);
  }
  const [called, summary, path] = ['called', 'summary', 'path'].map((name) => join(folder, name));
  const env = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    CALLED: called,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_PATH: path,
    RUNNER_TEMP: join(folder, 'temp'),
  };
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return { folder, env, bin, read, words: async () => (await read('called')).split('\n').slice(0, -1) };
}

test('every input says what it is, and is used', () => {
  const used = ACTION.runs.steps.map(({ env, if: condition }) => JSON.stringify([env, condition])).join();
  for (const [name, { description, default: byDefault }] of Object.entries(ACTION.inputs)) {
    assert.ok(description.length > 10 && typeof byDefault === 'string', name);
    assert.ok(used.includes(`inputs.${name}`), name);
  }
});

test('the page about it has a row for each input', () => {
  const rows = rowsOf(readPage('docs/how-to/judge-a-fork-in-ci.md'), ['input', '', 'without it']);
  assert.deepEqual(
    rows.map(([name]) => name),
    Object.keys(ACTION.inputs).map((name) => `\`${name}\``),
  );
});

test('no script holds an expression: what somebody gives is a value of the environment, and never code', () => {
  for (const { run } of ACTION.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
});

test('what the action installs is its own version where none is given, and later steps find it', async (context) => {
  const runner = await newRunner(context, 'npm');
  await runStep('Install', {}, runner);
  assert.equal((await runner.words()).at(-1), `push-jobs-harness@${version}`);
  assert.equal(await runner.read('path'), `${runner.folder}/temp/push-jobs-harness/node_modules/.bin\n`);
  await runStep('Install', { version: '9.9.9' }, runner);
  assert.equal((await runner.words()).at(-1), 'push-jobs-harness@9.9.9');
});

test('conform is given target, level, report and further words, and takes all of them', async (context) => {
  const runner = await newRunner(context, 'push-harness');
  const cases: readonly (readonly [Inputs, readonly string[]])[] = [
    [{}, ['conform', '--level', 'must', '--out', 'conformance-report']],
    [
      {
        target: 'my server.yaml',
        level: 'should',
        report: 'my report',
        args: 'quorum  --retry 1\n--tags @doc:*',
      },
      [
        ...['conform', 'quorum', '--retry', '1', '--tags', '@doc:*'],
        ...['--target', 'my server.yaml', '--level', 'should', '--out', 'my report'],
      ],
    ],
  ];
  for (const [inputs, words] of cases) {
    await runStep('Judge', inputs, runner);
    assert.deepEqual(await runner.words(), words);
    assert.equal(await faultOfCommand(['push-harness', ...words]), undefined);
  }
});

test('the one of node_modules is run where nothing was installed', async (context) => {
  const runner = await newRunner(context, 'push-harness');
  await mkdir(join(runner.folder, 'node_modules'));
  await cp(runner.bin, join(runner.folder, 'node_modules/.bin'), { recursive: true });
  // without what else this machine may have of that name, as npm puts its folders before the path of a test
  const env = { CALLED: runner.env.CALLED, PATH: '/usr/bin:/bin' };
  await runStep('Judge', { version: 'installed' }, { ...runner, env });
  assert.equal((await runner.words())[0], 'conform');
});

test('the step ends as conform does', async (context) => {
  const runner = await newRunner(context, 'push-harness');
  const env = { ...runner.env, ENDS_WITH: '3' };
  await assert.rejects(runStep('Judge', {}, { ...runner, env }), { code: 3 });
});

test('what conform itself has shown at the build is not shown again', async (context) => {
  const runner = await newRunner(context);
  await cp(REPORTS, join(runner.folder, 'my report'), { recursive: true });
  assert.equal(await runStep('Say', { report: 'my report' }, runner), '');
  await assert.rejects(runner.read('summary'), { code: 'ENOENT' });
});

test('where conform ended before it began, no report of another run is shown', async (context) => {
  const runner = await newRunner(context, 'push-harness');
  await cp(REPORTS, join(runner.folder, 'conformance-report'), { recursive: true });
  await runStep('Judge', {}, runner);
  assert.match(await runStep('Say', {}, runner), /^::error title=push-harness conform::It left no report/);
  await assert.rejects(runner.read('summary'), { code: 'ENOENT' });
});

test('that nothing was found is said whatever conform ended with', () => {
  assert.equal(ACTION.runs.steps.at(-1)?.if, 'always()');
});

test('the example gives the action what it takes', async (context) => {
  const [step, another] = usesUs;
  assert.ok(step?.with !== undefined && another === undefined);
  assert.deepEqual(
    Object.keys(step.with).filter((name) => !(name in ACTION.inputs)),
    [],
  );
  const runner = await newRunner(context, 'push-harness');
  await runStep('Judge', step.with as Inputs, runner);
  assert.equal(await faultOfCommand(['push-harness', ...(await runner.words())]), undefined);
});
