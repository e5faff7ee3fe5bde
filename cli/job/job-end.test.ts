import assert from 'node:assert/strict';
import test from 'node:test';
import type { JobAnswer } from '../../protocol/client/api.ts';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { showJobEnd } from './job-end.ts';

const JOB: JobAnswer = {
  id: '12ab',
  command: 'bash $CHEF_PUSH_JOB_FILE',
  status: 'complete',
  runTimeoutSeconds: 300,
  createdAtMs: Date.UTC(2012, 8, 4, 23, 1, 2),
  updatedAtMs: Date.UTC(2012, 8, 4, 23, 17, 56),
  nodes: { succeeded: ['b', 'a'], failed: ['c'] },
  user: 'rebecca',
  dir: '/home/rebecca',
  env: { FOO: 'bears' },
  fileSpecified: true,
  captureOutput: true,
};

function shown(job: JobAnswer, json: boolean) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const progress = new JobProgress();
  progress.applyAnswer(job);
  const { code } = showJobEnd(createOutput(stdout, stderr, json), job, progress);
  return { code, stdout: stdout.lines, stderr: stderr.lines };
}

test('an ended job is shown fact by fact, then the nodes by what became of them', () => {
  const { code, stdout, stderr } = shown(JOB, false);
  assert.equal(code, 1);
  assert.deepEqual(stdout, [
    'id:          12ab',
    'command:     bash $CHEF_PUSH_JOB_FILE',
    'status:      complete',
    'created_at:  2012-09-04T23:01:02Z',
    'updated_at:  2012-09-04T23:17:56Z',
    'run_timeout: 300 s',
    'user:        rebecca',
    'dir:         /home/rebecca',
    'env:         FOO=bears',
    'file:        yes',
    'capture:     yes',
    'nodes:',
    '  succeeded (2): a b',
    '  failed (1): c',
  ]);
  assert.deepEqual(stderr, ['Not well on: c']);
});

test('machines get the job and the verdict', () => {
  const [job, verdict] = shown(JOB, true).stdout.map((line) => JSON.parse(line));
  assert.equal(job.event, 'job');
  assert.equal(job.capture_output, true);
  assert.deepEqual(job.nodes, { succeeded: ['a', 'b'], failed: ['c'] });
  assert.deepEqual(verdict, { event: 'verdict', ok: false, uncertain: false, bad_nodes: ['c'] });
});

test('a verdict that cannot be certain says so', () => {
  const { code, stderr } = shown({ ...JOB, nodes: { complete: ['a'] } }, false);
  assert.equal(code, 5);
  assert.match(stderr.join(), /^How the command ended is not known: /);
});
