import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { startHookedServer, untilDown } from './testing/hooked-server.ts';
import { runTestProgram, startTestProgram } from './testing/push-harness.ts';
import { serverState } from './testing/server-state.ts';

/** Scenarios that make principals and groups, those that restart the server among them, and jobs with nodes. */
const SCENARIOS = [
  ...['ACCESS-001', 'ACCESS-002', 'ACCESS-003', 'ACCESS-013', 'ACCESS-020', 'REQUESTS-056', 'REQUESTS-060'],
  ...['RESTARTS-006', 'QUORUM-007', 'FEEDS-034'],
];

test('after a run principals, groups and their members are as before, restarts included', async (context) => {
  const { folder, superuser, target } = await startHookedServer(context);
  const before = await serverState(superuser);
  const { code, stdout, stderr } = await runTestProgram(
    context,
    ['conform', ...SCENARIOS, '--target', target, '--parallel', '2', '--out', 'report'],
    { folder },
  );
  const text = readFileSync(join(folder, 'report', 'results.json'), 'utf8');
  const { scenarios }: ConformanceResults = JSON.parse(text);
  const ran = scenarios.filter(({ id }) => SCENARIOS.includes(id.replace(/:\d+$/, '')));
  assert.deepEqual(
    ran
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ id, verdict, failure }) => [id, verdict, failure]),
    [],
    stdout + stderr,
  );
  assert.ok(ran.length >= SCENARIOS.length);
  assert.equal(code, 0);
  assert.match(
    stderr,
    /\d+ nodes of the run stay in the target's list of nodes, as down: their clients are deleted/,
  );
  assert.deepEqual(await serverState(superuser), before);
});

test('after a run that is interrupted in the middle of a restart the server runs, and all is as before', async (context) => {
  const { folder, superuser, target } = await startHookedServer(context);
  const before = await serverState(superuser);
  const running = startTestProgram(
    context,
    [
      'conform',
      'ACCESS-002',
      'ACCESS-003',
      '--target',
      target,
      '--parallel',
      '1',
      '--out',
      'report',
      '--json',
    ],
    { folder },
  );
  await untilDown(folder);
  running.signal('SIGINT');
  const { code, stderr } = await running.ended;
  assert.equal(code, 130, stderr);
  assert.deepEqual(await serverState(superuser), before);
});
