import assert from 'node:assert/strict';
import test from 'node:test';
import type { JobRecord, NodeJobStatus } from '../job/job-record.ts';
import { DIALECTS } from './dialects.ts';

const { documented, 'pushy-server': pushyServer } = DIALECTS;

const STATUSES: readonly NodeJobStatus[] = [
  'timed_out',
  'was_ready',
  'crashed',
  'nacked',
  'unavailable',
  'aborted',
  'failed',
  'succeeded',
  'running',
  'ready',
  'new',
];

/** A job over one node of each status. */
const JOB: JobRecord = {
  id: 'aaaaaaaaaaaa25fd67fa8715fd547d3d',
  org: 'dev',
  requestedBy: 'admin',
  createdAtMs: Date.UTC(2012, 8, 4, 23, 1, 2),
  updatedAtMs: Date.UTC(2012, 8, 4, 23, 17, 56),
  status: 'running',
  request: {
    command: 'chef-client',
    nodes: [...STATUSES],
    runTimeoutSeconds: 300,
    quorum: 3,
    captureOutput: false,
  },
  nodes: STATUSES.map((status) => [status, status] as const),
};

const HEAD = {
  id: 'aaaaaaaaaaaa25fd67fa8715fd547d3d',
  command: 'chef-client',
  run_timeout: 300,
  status: 'running',
  created_at: 'Tue, 04 Sep 2012 23:01:02 GMT',
  updated_at: 'Tue, 04 Sep 2012 23:17:56 GMT',
};

test('documented: nodes stand under the coarser statuses', () => {
  const nodes = {
    new: ['new'],
    ready: ['was_ready', 'ready'],
    running: ['running'],
    complete: ['failed', 'succeeded'],
    aborted: ['timed_out', 'aborted'],
    unavailable: ['unavailable'],
    nacked: ['nacked'],
    crashed: ['crashed'],
  };
  const body = documented.job(JOB, { includeFile: false });
  assert.equal(JSON.stringify(body), JSON.stringify({ ...HEAD, nodes, env: {}, file_specified: false }));
});

test('pushy-server: nodes stand under their own statuses, and absent options are left out', () => {
  const nodes = Object.fromEntries(STATUSES.map((status) => [status, [status]]));
  assert.deepEqual(pushyServer.job(JOB, { includeFile: false }), { ...HEAD, nodes });
});

test('an option that was given is shown in both, the file only when it is asked for', () => {
  const options = { user: 'rebecca', dir: '/home/rebecca', env: {}, file: 'raw:x', captureOutput: true };
  const job = { ...JOB, nodes: [], request: { ...JOB.request, ...options } };
  const shown = { ...HEAD, nodes: {}, user: 'rebecca', dir: '/home/rebecca', env: {} };
  for (const dialect of [documented, pushyServer]) {
    assert.equal(
      JSON.stringify(dialect.job(job, { includeFile: false })),
      JSON.stringify({ ...shown, file_specified: true, capture_output: true }),
    );
    assert.equal(
      JSON.stringify(dialect.job(job, { includeFile: true })),
      JSON.stringify({ ...shown, file: 'raw:x', capture_output: true }),
    );
  }
});

test('a job without a file shows neither key when the file is asked for', () => {
  const body = documented.job(JOB, { includeFile: true });
  assert.deepEqual([body.file, body.file_specified], [undefined, undefined]);
});
