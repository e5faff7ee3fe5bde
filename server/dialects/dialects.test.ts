import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { NumberedEvent, OrgEvent } from '../feeds/event.ts';
import type { JobRecord } from '../job/job-record.ts';
import { standing } from '../job/testing/standing.ts';
import type { Dialect } from './dialect.ts';
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
  nodes: STATUSES.map((status) => [status, standing(status)] as const),
};

const OPTIONS = { user: 'rebecca', dir: '/home/rebecca', env: {}, file: 'raw:x', captureOutput: true };

/** With every option, and without nodes. */
const FULL_JOB: JobRecord = { ...JOB, nodes: [], request: { ...JOB.request, ...OPTIONS } };

const HEAD = {
  id: 'aaaaaaaaaaaa25fd67fa8715fd547d3d',
  command: 'chef-client',
  run_timeout: 300,
  status: 'running',
  created_at: 'Tue, 04 Sep 2012 23:01:02 GMT',
  updated_at: 'Tue, 04 Sep 2012 23:17:56 GMT',
};

test("documented: nodes stand under the documentation's words, here those of nodes that had not started", () => {
  const nodes = {
    new: ['new'],
    ready: ['timed_out', 'was_ready', 'ready'],
    running: ['running'],
    complete: ['succeeded'],
    aborted: ['aborted'],
    unavailable: ['crashed', 'unavailable'],
    nacked: ['nacked', 'failed'],
  };
  const body = documented.job(JOB, { includeFile: false });
  assert.equal(JSON.stringify(body), JSON.stringify({ ...HEAD, nodes, env: {}, file_specified: false }));
});

test('pushy-server: nodes stand under their own statuses, and absent options are left out', () => {
  const nodes = Object.fromEntries(STATUSES.map((status) => [status, [status]]));
  assert.deepEqual(pushyServer.job(JOB, { includeFile: false }), { ...HEAD, nodes });
});

test('an option that was given is shown in both, the file only when it is asked for', () => {
  const shown = { ...HEAD, nodes: {}, user: 'rebecca', dir: '/home/rebecca', env: {}, capture_output: true };
  for (const dialect of [documented, pushyServer]) {
    assert.deepEqual(dialect.job(FULL_JOB, { includeFile: false }), { ...shown, file_specified: true });
    assert.deepEqual(dialect.job(FULL_JOB, { includeFile: true }), { ...shown, file: 'raw:x' });
  }
});

test('the keys of a job stand in the order of the documentation, or of the shipped server', () => {
  const keysOf = (dialect: Dialect) => Object.keys(dialect.job(FULL_JOB, { includeFile: false })).join(' ');
  assert.equal(
    keysOf(documented),
    'id command run_timeout status created_at updated_at nodes user dir env file_specified capture_output',
  );
  assert.equal(
    keysOf(pushyServer),
    'nodes id command status run_timeout created_at updated_at user dir env capture_output file_specified',
  );
});

test('the keys of a start stand in the order of the documentation, or of the shipped server', () => {
  const event: NumberedEvent<OrgEvent> = {
    number: 1,
    timestampMicros: 0,
    event: {
      name: 'start',
      job: JOB.id,
      command: 'chef-client',
      runTimeoutSeconds: 300,
      quorum: 2,
      nodeCount: 2,
      user: 'rebecca',
      jobUser: 'bob',
      dir: '/tmp',
      env: {},
      fileSpecified: true,
      capture: true,
    },
  };
  const keysOf = (dialect: Dialect) => Object.keys(dialect.orgEvent(event)).join(' ');
  const options = 'job_user dir env file_specified capture';
  assert.equal(keysOf(documented), `timestamp job command run_timeout user quorum node_count ${options}`);
  assert.equal(keysOf(pushyServer), `timestamp job command run_timeout quorum node_count user ${options}`);
});

test('a job without a file shows neither key when the file is asked for', () => {
  const body = documented.job(JOB, { includeFile: true });
  assert.deepEqual([body.file, body.file_specified], [undefined, undefined]);
});
