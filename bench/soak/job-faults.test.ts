import assert from 'node:assert/strict';
import test from 'node:test';
import { endFaults, soakFeedFaults } from './job-faults.ts';

const JOB = { nodes: ['web1', 'web2'] };

test('a job whose nodes all came to an end has no fault', () => {
  const shown = { status: 'timed_out', nodes: { complete: ['web1'], aborted: ['web2'] } };
  assert.deepEqual(endFaults('1f', JOB, 'timed_out', shown), []);
});

test('a job that is shown otherwise than its feed ended is told', () => {
  assert.deepEqual(endFaults('1f', JOB, 'complete', undefined), [
    'job 1f ended as complete and is shown as unknown',
  ]);
  assert.deepEqual(endFaults('1f', JOB, 'complete', { status: 'running', nodes: {} }), [
    'job 1f ended as complete and is shown as running',
  ]);
});

test('nodes that are not at their end, missing, or of another job are told', () => {
  const shown = { status: 'complete', nodes: { running: ['web1'], complete: ['web2'] } };
  assert.deepEqual(endFaults('1f', JOB, 'complete', shown), [
    'job 1f is complete, and still running are web1',
  ]);
  for (const complete of [['web1'], ['web1', 'web3'], ['web1', 'web1']]) {
    assert.deepEqual(endFaults('1f', JOB, 'complete', { status: 'complete', nodes: { complete } }), [
      'job 1f shows other nodes than its 2',
    ]);
  }
});

test('a feed out of order is told with its job', () => {
  const event = { event: 'start', id: 'job-1', data: { timestamp: '2014-07-10 05:10:40.995958Z' }, text: '' };
  assert.deepEqual(soakFeedFaults('1f', [event]), []);
  assert.equal(soakFeedFaults('1f', [event, { ...event, id: 'job-2' }]).length, 2);
  assert.match(soakFeedFaults('1f', [event, event])[0] ?? '', /^job 1f: event 2 \(start, id job-1\)/);
});
