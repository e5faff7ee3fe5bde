import assert from 'node:assert/strict';
import test from 'node:test';
import { type JobState, newJobState } from './job-state.ts';
import { inWords, jobRequest, jobState } from './testing/job-fixtures.ts';
import { statusesOf } from './testing/standing.ts';
import { jobTransition } from './transition.ts';

function newJob(request: Parameters<typeof jobRequest>[0]): JobState {
  return newJobState({
    id: 'f00d',
    requestedBy: 'rebecca',
    request: jobRequest(request),
    votingTimeoutMs: 60_000,
  });
}

test('a job starts with its event, the voting timer and a commit to all', () => {
  const { job, effects } = jobTransition(newJob({}), { type: 'start', unavailable: [] });
  assert.equal(job.status, 'voting');
  assert.deepEqual(effects.flatMap(inWords), [
    'start',
    'start voting timer 60000',
    'order commit web1,web2,web3',
  ]);
});

test('the start event tells all options but the file and the nodes', () => {
  const request = {
    user: 'daemon',
    dir: '/tmp',
    env: { A: 'b' },
    file: 'raw:x',
    captureOutput: true,
    quorum: 2,
  };
  const { effects } = jobTransition(newJob(request), { type: 'start', unavailable: [] });
  assert.deepEqual(effects[0], {
    type: 'emit',
    event: {
      name: 'start',
      command: 'uptime',
      runTimeoutSeconds: 300,
      quorum: 2,
      nodeCount: 3,
      user: 'rebecca',
      jobUser: 'daemon',
      dir: '/tmp',
      env: { A: 'b' },
      fileSpecified: true,
      capture: true,
    },
  });
});

test('a node that is unavailable at the start counts as down at once', () => {
  const { job, effects } = jobTransition(newJob({}), { type: 'start', unavailable: ['web2'] });
  assert.equal(job.status, 'voting');
  assert.equal(job.nodes.get('web2')?.status, 'unavailable');
  assert.deepEqual(effects.flatMap(inWords).slice(3), [
    'store web2 unavailable',
    'quorum_vote web2 down',
    'rehab web2',
    'order rehab web2',
  ]);
});

test('a job whose only node is down fails its quorum at once', () => {
  const { job, effects } = jobTransition(newJob({ nodes: ['web1'] }), {
    type: 'start',
    unavailable: ['web1'],
  });
  assert.equal(job.status, 'quorum_failed');
  assert.deepEqual(effects.flatMap(inWords).slice(4), [
    'quorum_vote web1 down',
    'rehab web1',
    'order rehab web1',
    'stopTimer',
    'finish quorum_failed',
  ]);
});

test('the last vote that makes the quorum lets the ready nodes run', () => {
  const voting = jobState('voting', { web1: 'ready', web2: 'nacked', web3: 'new' }, { quorum: 2 });
  const { job, effects } = jobTransition(voting, { type: 'node', node: 'web3', what: 'ack_commit' });
  assert.equal(job.status, 'running');
  assert.deepEqual(effects.flatMap(inWords), [
    'store web3 ready',
    'quorum_vote web3 success',
    'quorum_succeeded',
    'showRunning',
    'order run web1,web3',
    'start run timer 300000',
  ]);
});

test('a vote that is decided early still waits for every node', () => {
  const voting = jobState('voting', { web1: 'new', web2: 'new', web3: 'new' }, { quorum: 1 });
  const { job } = jobTransition(voting, { type: 'node', node: 'web1', what: 'ack_commit' });
  assert.equal(job.status, 'voting');
});

test('a missed quorum sends the ready nodes to rehab without an event', () => {
  const voting = jobState('voting', { web1: 'ready', web2: 'new', web3: 'ready' });
  const { job, effects } = jobTransition(voting, { type: 'node', node: 'web2', what: 'nack_commit' });
  assert.equal(job.status, 'quorum_failed');
  assert.deepEqual(job.counts, { new: 0, ready: 0, running: 0, terminal: 3 });
  assert.deepEqual(effects.flatMap(inWords), [
    'store web2 nacked',
    'quorum_vote web2 failure',
    'stopTimer',
    'store web1 was_ready',
    'order rehab web1',
    'store web3 was_ready',
    'order rehab web3',
    'finish quorum_failed',
  ]);
});

test('a quorum of more than all nodes is never met', () => {
  const voting = jobState('voting', { web1: 'new' }, { quorum: 2 });
  const { job } = jobTransition(voting, { type: 'node', node: 'web1', what: 'ack_commit' });
  assert.equal(job.status, 'quorum_failed');
  assert.equal(job.nodes.get('web1')?.status, 'was_ready');
});

test('a quorum of none with nobody ready runs and is complete at once', () => {
  const { job, effects } = jobTransition(newJob({ nodes: ['web1'], quorum: 0 }), {
    type: 'start',
    unavailable: ['web1'],
  });
  assert.equal(job.status, 'complete');
  assert.equal(job.nodes.get('web1')?.status, 'unavailable');
  assert.deepEqual(effects.flatMap(inWords).slice(7), [
    'quorum_succeeded',
    'showRunning',
    'order run ',
    'start run timer 300000',
    'stopTimer',
    'finish complete',
  ]);
});

test('the voting timer lets the job run where the quorum is met without the silent nodes', () => {
  const voting = jobState('voting', { web1: 'ready', web2: 'new', web3: 'new' }, { quorum: 1 });
  const { job, effects } = jobTransition(voting, { type: 'votingTimerFired' });
  assert.equal(job.status, 'running');
  assert.deepEqual(effects.flatMap(inWords).slice(0, 7), [
    'store web2 unavailable',
    'quorum_vote web2 voting_timeout',
    'order rehab web2',
    'store web3 unavailable',
    'quorum_vote web3 voting_timeout',
    'order rehab web3',
    'quorum_succeeded',
  ]);
});

test('the voting timer fails a quorum that needed the silent nodes', () => {
  const voting = jobState('voting', { web1: 'ready', web2: 'new' });
  const { job } = jobTransition(voting, { type: 'votingTimerFired' });
  assert.equal(job.status, 'quorum_failed');
  assert.deepEqual(Object.fromEntries(statusesOf(job.nodes)), { web1: 'was_ready', web2: 'unavailable' });
});

test('the last node to finish completes the job, whether it succeeded or not', () => {
  const running = jobState('running', { web1: 'succeeded', web2: 'running' });
  const { job, effects } = jobTransition(running, { type: 'node', node: 'web2', what: 'failed' });
  assert.equal(job.status, 'complete');
  assert.deepEqual(effects.flatMap(inWords), [
    'store web2 failed',
    'run_complete web2 failure',
    'stopTimer',
    'finish complete',
  ]);
});

test('the run timer ends the job for those that have not finished, and says nothing of them', () => {
  const running = jobState('running', { web1: 'succeeded', web2: 'running', web3: 'ready' });
  const { job, effects } = jobTransition(running, { type: 'runTimerFired' });
  assert.equal(job.status, 'timed_out');
  assert.deepEqual(Object.fromEntries(statusesOf(job.nodes)), {
    web1: 'succeeded',
    web2: 'timed_out',
    web3: 'timed_out',
  });
  assert.equal(
    effects.some((effect) => effect.type === 'emit'),
    false,
  );
});

test('a run timeout of zero is a timer of zero', () => {
  const voting = jobState('voting', { web1: 'new' }, { runTimeoutSeconds: 0 });
  const { effects } = jobTransition(voting, { type: 'node', node: 'web1', what: 'ack_commit' });
  assert.equal(effects.flatMap(inWords).at(-1), 'start run timer 0');
});

test('a run timeout of less than zero crashes the job when its nodes have been told to run', () => {
  const voting = jobState('voting', { web1: 'new' }, { runTimeoutSeconds: -5 });
  const { job, effects } = jobTransition(voting, { type: 'node', node: 'web1', what: 'ack_commit' });
  assert.equal(job.status, 'crashed');
  assert.equal(job.nodes.get('web1')?.status, 'ready');
  assert.deepEqual(effects.flatMap(inWords).slice(2), [
    'quorum_succeeded',
    'showRunning',
    'order run web1',
    'stopTimer',
    'crash',
  ]);
});

test('both channels of output are stored before the node is shown as finished', () => {
  const running = jobState('running', { web1: 'running', web2: 'running' });
  const output = { stdout: 'out\n', stderr: '' };
  const { effects } = jobTransition(running, { type: 'node', node: 'web1', what: 'succeeded', output });
  assert.deepEqual(effects.flatMap(inWords), [
    'store output of web1: out\n|',
    'store web1 succeeded',
    'run_complete web1 success',
  ]);
});

test('one channel alone is missed, not stored', () => {
  for (const output of [{ stdout: 'x' }, { stderr: 'x' }]) {
    const running = jobState('running', { web1: 'running', web2: 'running' });
    const { effects } = jobTransition(running, { type: 'node', node: 'web1', what: 'failed', output });
    assert.equal(effects.flatMap(inWords)[0], 'miss one_channel of web1');
    assert.equal(
      effects.some(({ type }) => type === 'storeOutput'),
      false,
    );
  }
});

test('output that was asked for and did not come is missed', () => {
  const running = jobState('running', { web1: 'running', web2: 'running' }, { captureOutput: true });
  const { effects } = jobTransition(running, { type: 'node', node: 'web1', what: 'succeeded' });
  assert.equal(effects.flatMap(inWords)[0], 'miss both_channels of web1');
});

test('nothing moves a job that is over, or one that has not started', () => {
  for (const status of ['new', 'complete', 'quorum_failed', 'timed_out', 'aborted', 'crashed'] as const) {
    const job = jobState(status, { web1: 'unavailable' });
    for (const input of [
      { type: 'node', node: 'web1', what: 'ack_commit' },
      { type: 'votingTimerFired' },
      { type: 'runTimerFired' },
    ] as const) {
      assert.deepEqual(jobTransition(job, input), { job, effects: [] });
    }
  }
});

test('a timer of the other status, a second start and a stranger change nothing', () => {
  const voting = jobState('voting', { web1: 'new' });
  const running = jobState('running', { web1: 'running' });
  assert.deepEqual(jobTransition(voting, { type: 'runTimerFired' }), { job: voting, effects: [] });
  assert.deepEqual(jobTransition(running, { type: 'votingTimerFired' }), { job: running, effects: [] });
  assert.deepEqual(jobTransition(running, { type: 'start', unavailable: ['web1'] }), {
    job: running,
    effects: [],
  });
  const stranger = { type: 'node', node: 'web9', what: 'ack_commit' } as const;
  assert.deepEqual(jobTransition(voting, stranger), { job: voting, effects: [] });
});
