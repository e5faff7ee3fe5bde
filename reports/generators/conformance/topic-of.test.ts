import assert from 'node:assert/strict';
import test from 'node:test';
import { topicOf } from './topic-of.ts';

test('a feature has the topic of its folder, and one about clients that of its file', () => {
  assert.equal(topicOf('features/server/quorum/votes.feature'), 'quorum');
  assert.equal(topicOf('features/server/quorum/deep/votes.feature'), 'quorum');
  assert.equal(topicOf('features/quorum/votes.feature'), 'quorum');
  assert.equal(topicOf('features/quorum/deep/votes.feature'), 'quorum');
  assert.equal(topicOf('C:\\work\\features\\quorum\\votes.feature'), 'quorum');
  assert.equal(topicOf('features/client/jobs.feature'), 'jobs');
  assert.equal(topicOf('features/votes.feature'), 'features');
  assert.equal(topicOf('mine/votes.feature'), 'mine');
});
