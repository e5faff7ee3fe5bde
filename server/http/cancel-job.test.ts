import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;

test('a job that is cancelled is aborted, its nodes are where the tables say, and its feed ends', async (t) => {
  for (const [dialect, shown] of [
    ['documented', { aborted: ['web1'], complete: ['web2'], ready: ['web3'] }],
    ['pushy-server', { aborted: ['web1'], succeeded: ['web2'], was_ready: ['web3'] }],
  ] as const) {
    const { ask, startJob, say, jobs } = await httpFixture(t, { dialect });
    const id = await startJob({ command: 'sleep 1000', nodes: ['web1', 'web2', 'web3'] });
    say(
      id,
      'web1 ack_commit',
      'web2 ack_commit',
      'web3 ack_commit',
      'web1 ack_run',
      'web2 ack_run',
      'web2 succeeded',
    );
    const answer = await ask('POST', `${JOBS}/${id}/cancel`);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual([answer.json().status, answer.json().nodes], ['aborted', shown]);
    assert.deepEqual((await ask('GET', `${JOBS}/${id}`)).json(), answer.json());
    const events: string[] = [];
    jobs.feeds.jobFeed('dev', id)?.subscribe(({ event }) => void events.push(event.name));
    assert.equal(
      jobs.nodeMessage('dev', 'web1', id, 'succeeded'),
      false,
      'nothing a node says counts any more',
    );
  }
});

test('a job that still votes can be cancelled', async (t) => {
  const { ask, startJob, say } = await httpFixture(t);
  const id = await startJob({ command: 'x', nodes: ['web1', 'web2', 'web3'] });
  say(id, 'web1 ack_commit', 'web2 nack_commit');
  const { nodes } = (await ask('POST', `${JOBS}/${id}/cancel`)).json();
  assert.deepEqual(nodes, { nacked: ['web2'], ready: ['web1'], unavailable: ['web3'] });
});

test('what cannot be cancelled is refused: a job that is over, of nobody, by who may not', async (t) => {
  const { ask, startJob, say, settled } = await httpFixture(t);
  const id = await startJob({ command: 'x', nodes: ['web1'] });
  const asWeb1 = await ask('POST', `${JOBS}/${id}/cancel`, { as: 'web1' });
  assert.equal(asWeb1.statusCode, 403);
  say(id, 'web1 nack_commit');
  await settled();
  const over = await ask('POST', `${JOBS}/${id}/cancel`);
  assert.deepEqual([over.statusCode, over.json()], [409, { error: [`job '${id}' is over (quorum_failed)`] }]);
  const none = await ask('POST', `${JOBS}/${'0'.repeat(32)}/cancel`);
  assert.deepEqual(
    [none.statusCode, none.json()],
    [404, { error: [`job '${'0'.repeat(32)}' does not exist`] }],
  );
  assert.equal((await ask('GET', `${JOBS}/${id}/cancel`)).statusCode, 405);
});
