import assert from 'node:assert/strict';
import test from 'node:test';
import { rerunCommand, rerunText, sameCommand } from './rerun.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const command = (...commandLine: string[]) =>
  rerunCommand({ ...SAMPLE_CONFORMANCE_RESULTS, commandLine }, ['FEEDS-001']);

test('the command to run again aims at the same target and leaves out what selected or named a folder', () => {
  assert.equal(
    command(
      'conform',
      'JOBS-001',
      '--level',
      'must',
      '--target',
      'my shop.yaml',
      '--shard=1/2',
      '--out',
      'x',
      '--fail-fast',
    ),
    "push-harness conform FEEDS-001 --target 'my shop.yaml'",
  );
  assert.equal(
    command('conform', '--server', 'https://push.example', '--org', 'ACME-001', 'QUORUM-004:2'),
    'push-harness conform FEEDS-001 --server https://push.example --org ACME-001',
  );
});

test('topics that the run was asked for do not widen the one to come', () => {
  assert.equal(command('conform', 'quorum', 'jobs'), 'push-harness conform FEEDS-001');
  assert.equal(
    command('conform', 'quorum', '--target', 'x.yaml', '--level', 'must', '--patience', '300'),
    'push-harness conform FEEDS-001 --target x.yaml --patience 300',
  );
  const results = { ...SAMPLE_CONFORMANCE_RESULTS, commandLine: ['conform', 'quorum', '--out', 'my report'] };
  assert.equal(sameCommand(results), "push-harness conform quorum --out 'my report'");
});

test('a shell reads each word as it was', () => {
  assert.equal(
    command('conform', '--user', "o'hara $(x)"),
    "push-harness conform FEEDS-001 --user 'o'\\''hara $(x)'",
  );
});

test('what failed, broke or was flaky is tried again', () => {
  assert.deepEqual(rerunText(SAMPLE_CONFORMANCE_RESULTS).split('\n'), [
    'FEEDS-001',
    'FEEDS-002',
    'FEEDS-003',
    'FEEDS-004',
    'NODES-001',
    'NODES-003',
    'NODES-004',
    'NODES-005',
    'NODES-007',
    'QUORUM-002',
    'REQUESTS-003',
    '',
  ]);
});
