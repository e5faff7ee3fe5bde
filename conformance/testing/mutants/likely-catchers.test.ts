import assert from 'node:assert/strict';
import test from 'node:test';
import { likelyCatchers } from './likely-catchers.ts';

const REMEMBERED = {
  'limit.quorum.one': 'FEEDS-017',
  'voting.ack_commit.new.next': 'JOBS-069',
  'voting.ack_commit.terminal.quiet': 'QUORUM-001:1',
  'voting.nack_commit.new.next': 'JOBS-060:8',
  'voting.nack_commit.new.quiet': 'FEEDS-010',
};

test('what caught a mutant of a like name comes first', () => {
  assert.deepEqual(likelyCatchers('voting.nack_commit.new.order', REMEMBERED, 3), [
    'JOBS-060:8',
    'FEEDS-010',
    'JOBS-069',
  ]);
});

test('what caught the mutant itself is not a likely one, and no scenario is named twice', () => {
  const remembered = { ...REMEMBERED, 'voting.nack_run.ready.next': 'JOBS-069' };
  const likely = likelyCatchers('voting.nack_commit.new.next', remembered, 9);
  assert.deepEqual(likely.toSorted(), ['FEEDS-010', 'FEEDS-017', 'JOBS-069', 'QUORUM-001:1']);
});
