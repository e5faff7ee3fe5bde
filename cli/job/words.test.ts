import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { durationText, statusLine } from './words.ts';

test('the status is told in the words of the command-line plugin', () => {
  const progress = new JobProgress();
  assert.equal(statusLine(progress), 'Initialized.');
  progress.applyAnswer({ status: 'voting', command: '', nodes: { new: ['a', 'b'] } });
  assert.equal(statusLine(progress), 'Voting.');
  progress.applyAnswer({ status: 'running', command: '', nodes: { running: ['a'], succeeded: ['b'] } });
  assert.equal(statusLine(progress), 'Running (1/2 in progress) ...');
  progress.applyAnswer({ status: 'timed_out', command: '', nodes: { timed_out: ['a'] } });
  assert.equal(statusLine(progress), 'Timed out.');
});

test('a duration is told in the unit that suits it', () => {
  assert.equal(durationText(0, 12_400), '12 ms');
  assert.equal(durationText(1_000_000, 2_234_000), '1.2 s');
  assert.equal(durationText(0, 200_000_000), '3 min 20 s');
  assert.equal(durationText(undefined, 1), '');
  assert.equal(durationText(1, undefined), '');
});
