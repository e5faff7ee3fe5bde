import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import { records, runTestProgram, startTestProgram } from '../../testing/push-harness.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

/** Heartbeats are so far apart that nobody is missed on a busy machine. */
const FLEET = `apiVersion: push-harness/v1
kind: Fleet
name: tiny
seed: 3
target: { self: { heartbeat_interval: 500ms } }
groups: [{ name: web, count: 3 }]
jobs: [{ name: converge, command: chef-client, at: [0s, 200ms] }]
`;

function write(folder: string, more: string): void {
  writeFileSync(join(folder, 'tiny.yaml'), FLEET + more);
}

test('a fleet file runs to its report, and a crossed threshold is exit code 99', async (context) => {
  const folder = temporaryFolder(context);
  write(folder, 'thresholds: [jobs_complete == 2, job_seconds.max < 0]\n');
  const { code, stdout, stderr } = await runTestProgram(
    context,
    ['simulate', '--fleet', 'tiny.yaml', '--out', 'report', '--json'],
    { folder },
  );
  assert.equal(code, 99, stderr);
  const ended = records(stdout).find(({ event }) => event === 'ended');
  assert.equal(ended?.verdict, '1 threshold crossed');
  const results = JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8'));
  assert.deepEqual(
    results.thresholds.map(({ threshold, isKept }: { threshold: string; isKept: boolean }) => [
      threshold,
      isKept,
    ]),
    [
      ['nodes_available == nodes_requested', true],
      ['jobs_failed == 0', true],
      ['jobs_complete == 2', true],
      ['job_seconds.max < 0', false],
    ],
  );
  const schema = readFileSync(
    new URL('../../../reports/assets/fleet-results.schema.json', import.meta.url),
    'utf8',
  );
  const ajv = new Ajv({ formats: { 'date-time': true }, allowUnionTypes: true });
  ajv.validate(JSON.parse(schema), results);
  assert.equal(ajv.errorsText(), 'No errors');
  assert.ok(results.metrics.ready_seconds > 0);
  assert.match(readFileSync(join(folder, 'report/report.html'), 'utf8'), /uPlot/);
  assert.match(readFileSync(join(folder, 'report/summary.md'), 'utf8'), /^# Fleet tiny: 1 threshold crossed/);
  assert.match(readFileSync(join(folder, 'report/plan.txt'), 'utf8'), /^seed 3\nnode web-/);
});

test('a threshold that --duration left no time for is unclear, and the run inconclusive', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(
    join(folder, 'long.yaml'),
    `${FLEET.replace('[0s, 200ms]', '[0s, 1h]').replace('500ms', '5s')}thresholds: [jobs_complete == 2]\n`,
  );
  const words = ['simulate', '--fleet', 'long.yaml', '--duration', '1s', '--out', 'report'];
  const { code, stdout, stderr } = await runTestProgram(context, words, { folder });
  assert.equal(code, 4, stdout + stderr);
  assert.match(
    stdout,
    /^The run was shorter than its plan: --duration left 1 job out\. A threshold that asks/m,
  );
  assert.match(stdout, /^unclear {2}jobs_complete == 2 {2}\(1 and 2\)$/m);
  assert.match(stdout, /^Fleet tiny: inconclusive: the run was cut short\./m);
});

test('jobs that fail are a failure whatever the file measures, and the last lines count them', async (context) => {
  const folder = temporaryFolder(context);
  // a machine that is late by many intervals may be why jobs fail: here they fail of themselves
  const busy = FLEET.replace('count: 3', 'count: 3, behaviours: [busy]').replace('500ms', '5s');
  writeFileSync(join(folder, 'busy.yaml'), `${busy}thresholds: [job_seconds.p95 < 10]\n`);
  const words = ['simulate', '--fleet', 'busy.yaml', '--out', 'report'];
  const { code, stdout } = await runTestProgram(context, words, { folder });
  assert.equal(code, 99, stdout);
  const last = stdout.trimEnd().split('\n').slice(-5);
  assert.deepEqual(last.slice(0, 4), [
    'kept     nodes_available == nodes_requested  (3 and 3)',
    'crossed  jobs_failed == 0  (2 and 0)',
    'crossed  job_seconds.p95 < 10  (not measured and 10)',
    '0 of 2 jobs complete; 2 quorum_failed.',
  ]);
  assert.match(last[4] ?? '', /^Fleet tiny: 2 thresholds crossed\. The report is in /);
});

test('the same file and seed give the same plan and decisions, however many processes share the nodes', async (context) => {
  const folder = temporaryFolder(context);
  // nobody votes too late or is thought down, however busy the machine: that would be another answer
  const chance = `groups:
  - { name: often, count: 6, behaviours: [{ failing: { share: 0.7 } }] }
  - { name: seldom, count: 6, behaviours: [{ failing: { share: 0.3 } }] }
jobs:
  - { name: half, command: chef-client, nodes: { percent: 50 }, back_to_back: true, times: 5 }
`;
  const head = FLEET.split('groups')[0]?.replace('500ms', '5s');
  writeFileSync(join(folder, 'chance.yaml'), `${head}${chance}`);
  const run = async (out: string, workers: string) => {
    const words = ['simulate', '--fleet', 'chance.yaml', '--out', out, '--workers', workers];
    const { code, stderr } = await runTestProgram(context, words, { folder });
    assert.equal(code, 0, stderr);
    return ['plan.txt', 'decisions.txt'].map((file) => readFileSync(join(folder, out, file), 'utf8'));
  };
  const first = await run('one', 'auto');
  assert.match(first[1] ?? '', /failed/);
  assert.match(first[1] ?? '', /succeeded/);
  assert.deepEqual(await run('again', '1'), first);
  assert.deepEqual(await run('shared', '3'), first);
});

test('a mistake in the file ends with 2 before anything is made', async (context) => {
  const folder = temporaryFolder(context);
  write(folder, 'thresholds: [jobs_compleet == 2]\n');
  const { code, stderr } = await runTestProgram(context, ['simulate', '--fleet', 'tiny.yaml'], { folder });
  assert.equal(code, 2);
  assert.match(stderr, /tiny\.yaml:8 thresholds\[0\] is 'jobs_compleet == 2': did you mean jobs_complete\?/);
  assert.equal(existsSync(join(folder, 'reports')), false);
});

test('an interrupted fleet ends in order with its report', async (context) => {
  const folder = temporaryFolder(context);
  write(folder, 'duration: 1h\n');
  const running = startTestProgram(
    context,
    ['simulate', '--fleet', 'tiny.yaml', '--out', 'report', '--json'],
    {
      folder,
    },
  );
  await running.event('begun');
  running.signal('SIGINT');
  const { code } = await running.ended;
  assert.equal(code, 130);
  assert.equal(JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8')).interrupted, true);
});

test('init writes a fleet file that runs, and overwrites none', async (context) => {
  const folder = temporaryFolder(context);
  assert.equal((await runTestProgram(context, ['init'], { folder })).code, 0);
  assert.ok(existsSync(join(folder, 'fleet.schema.json')));
  const again = await runTestProgram(context, ['init'], { folder });
  assert.deepEqual([again.code, /There is fleet\.yaml in this folder already/.test(again.stderr)], [2, true]);
});
