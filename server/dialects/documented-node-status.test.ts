import assert from 'node:assert/strict';
import test from 'node:test';
import type { JobStatus } from '../job/job-record.ts';
import { newJobState } from '../job/job-state.ts';
import { type NodeInJob, UNHEARD } from '../job/node-in-job.ts';
import { jobRequest } from '../job/testing/job-fixtures.ts';
import { jobTransition } from '../job/transition.ts';
import { documentedNodeStatus } from './documented-node-status.ts';

/** What happens to web1, one after the other; web2 keeps the vote open and the job running. */
function pastOf(...happenings: readonly string[]): NodeInJob {
  let job = newJobState({
    id: 'f00d',
    requestedBy: 'rebecca',
    request: jobRequest({ nodes: ['web1', 'web2'], quorum: 1 }),
    votingTimeoutMs: 60_000,
  });
  job = jobTransition(job, { type: 'start', unavailable: [] }).job;
  for (const what of happenings) job = jobTransition(job, INPUTS[what] ?? fromNode('web1', what)).job;
  return job.nodes.get('web1') ?? UNHEARD;
}

type Input = Parameters<typeof jobTransition>[1];

const fromNode = (node: string, what: string): Input => ({ type: 'node', node, what }) as Input;

const INPUTS: Readonly<Record<string, Input>> = {
  'web2 votes yes': fromNode('web2', 'ack_commit'),
  'web2 votes no': fromNode('web2', 'nack_commit'),
  'the voting time is over': { type: 'votingTimerFired' },
  'the run time is over': { type: 'runTimerFired' },
};

/** Up to where the node has been told to run, and up to where it has started. */
const TOLD_TO_RUN = ['ack_commit', 'web2 votes yes'] as const;
const STARTED = [...TOLD_TO_RUN, 'ack_run'] as const;

/** The words of the documentation, each beside a past that they tell. Source: seeds, jobs/ID, `nodes`. */
const TOLD: readonly (readonly [word: string, past: readonly string[], why: string])[] = [
  ['new', [], 'it has not accepted or rejected the command'],
  ['ready', ['ack_commit'], 'it has accepted, and the command has not started running'],
  ['running', STARTED, 'the command is running'],
  ['complete', [...STARTED, 'succeeded'], 'it ran the command to completion'],
  ['complete', [...STARTED, 'failed'], 'the command failed, and ran to completion'],
  ['nacked', ['nack_commit'], 'it was busy'],
  ['nacked', [...TOLD_TO_RUN, 'nack_run'], 'it was busy when it was to run, and ran nothing'],
  ['unavailable', ['down'], 'it went down before the command started'],
  ['unavailable', ['ack_commit', 'down'], 'it went down before the command started'],
  ['unavailable', [...TOLD_TO_RUN, 'down'], 'it was told to run and went down before the command started'],
  ['unavailable', [...TOLD_TO_RUN, 'succeeded'], 'it was lost, and never said that the command had started'],
  ['unavailable', ['the voting time is over'], 'it is counted as away: it did not vote in time'],
  ['crashed', [...STARTED, 'down'], 'it went down after the command had started'],
  ['crashed', [...STARTED, 'ack_commit'], 'it was lost after the command had started'],
  ['aborted', [...STARTED, 'aborted'], 'it ran the command and says that it stopped before completion'],
  ['aborted', [...STARTED, 'nack_run'], 'it ran the command and takes that back'],
  ['aborted', [...STARTED, 'the run time is over'], 'it ran the command and was stopped before completion'],
  ['ready', [...TOLD_TO_RUN, 'the run time is over'], 'it had accepted, and the command never started'],
];

for (const [word, past, why] of TOLD) {
  test(`a node is ${word} after ${past.join(', ') || 'nothing'}: ${why}`, () => {
    assert.equal(documentedNodeStatus(pastOf(...past)), word);
  });
}

test('a node that was ready for a job that ran nowhere goes on to be ready', () => {
  let job = newJobState({
    id: 'f00d',
    requestedBy: 'rebecca',
    request: jobRequest({ nodes: ['web1', 'web2'] }),
    votingTimeoutMs: 60_000,
  });
  for (const input of [{ type: 'start', unavailable: [] } as const, fromNode('web1', 'ack_commit')])
    job = jobTransition(job, input).job;
  job = jobTransition(job, fromNode('web2', 'nack_commit')).job;
  assert.equal(job.status, 'quorum_failed' satisfies JobStatus);
  assert.equal(documentedNodeStatus(job.nodes.get('web1') ?? UNHEARD), 'ready');
});

test('a node that ran the command when the server stopped has crashed, and one that had not started it is ready', () => {
  assert.equal(documentedNodeStatus({ status: 'crashed', started: true, endedBy: 'restart' }), 'crashed');
  assert.equal(documentedNodeStatus({ status: 'was_ready', started: false, endedBy: 'restart' }), 'ready');
});
