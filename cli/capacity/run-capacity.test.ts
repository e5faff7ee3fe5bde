import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { records, runTestProgram, startTestProgram } from '../testing/push-harness.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const SMALL = [
  '--from',
  '2',
  '--max',
  '3',
  '--repeats',
  '1',
  '--confidence',
  '50',
  '--jobs',
  '1',
  '--heartbeat-interval',
  '200',
];

test('a search ends with its verdict, and leaves the report', async (context) => {
  const folder = temporaryFolder(context);
  const { code, stdout, stderr } = await runTestProgram(
    context,
    ['capacity', ...SMALL, '--slo', 'jobs_complete == 1 && false_down == 0', '--out', 'report', '--json'],
    { folder },
  );
  assert.equal(code, 0, stderr);
  const lines = records(stdout);
  assert.deepEqual(
    lines.filter(({ event }) => event === 'trial').map(({ nodes, kept }) => [nodes, kept]),
    [
      [2, true],
      [3, true],
    ],
  );
  assert.deepEqual(lines.at(-1)?.found, { holds: 3, confidence: 0.75 });
  const results = JSON.parse(readFileSync(join(folder, 'report/capacity.json'), 'utf8'));
  assert.deepEqual(results.metrics, ['jobs_complete', 'false_down']);
  assert.match(readFileSync(join(folder, 'report/capacity.html'), 'utf8'), /holds 3 nodes/);
});

test('what holds nothing is exit code 99, with what was crossed', async (context) => {
  const folder = temporaryFolder(context);
  const one = [
    '--from',
    '1',
    '--max',
    '1',
    '--repeats',
    '1',
    '--confidence',
    '50',
    '--jobs',
    '1',
    '--heartbeat-interval',
    '200',
  ];
  const { code, stdout } = await runTestProgram(
    context,
    ['capacity', ...one, '--slo', 'jobs_complete > 1', '--out', 'report'],
    { folder },
  );
  assert.equal(code, 99);
  assert.match(stdout, /broken: jobs_complete > 1 \(1\)/);
  assert.match(stdout, /holds no fleet that was tried, down to 1 node/);
});

test('a condition that cannot be read is wrong usage, before anything is made', async (context) => {
  const folder = temporaryFolder(context);
  for (const slo of ['votes < 5', 'jobs_failed == 0 &&', 'jobs_failed']) {
    const { code, stderr } = await runTestProgram(context, ['capacity', '--slo', slo], { folder });
    assert.equal(code, 2, slo);
    assert.match(stderr, /--slo/);
  }
  assert.equal(existsSync(join(folder, 'reports')), false);
});

test('an interrupted search leaves what it saw', async (context) => {
  const folder = temporaryFolder(context);
  const run = startTestProgram(
    context,
    ['capacity', ...SMALL, '--max', '100', '--jobs', '1', '--out', 'report', '--json'],
    { folder },
  );
  await run.event('trial');
  run.signal('SIGINT');
  const { code } = await run.ended;
  assert.equal(code, 130);
  const results = JSON.parse(readFileSync(join(folder, 'report/capacity.json'), 'utf8'));
  assert.equal(results.interrupted, true);
  assert.equal(results.trials.length, 1);
  assert.equal(results.found, undefined);
});

test('a search that is interrupted in its first run says that there is no verdict', async (context) => {
  const folder = temporaryFolder(context);
  const run = startTestProgram(context, ['capacity', ...SMALL, '--max', '100'], { folder });
  await run.said(/^Trial 1/m);
  run.signal('SIGINT');
  const { code, stdout } = await run.ended;
  assert.equal(code, 130);
  assert.match(stdout, /^No verdict: interrupted after 0 runs\.$/m);
});
