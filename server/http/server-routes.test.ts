import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture, INCARNATION_ID, PUSHY } from './testing/http-fixture.ts';

const UNSIGNED = {
  headers: { 'x-ops-userid': undefined, 'x-ops-sign': undefined, 'x-ops-timestamp': undefined },
};

test('the status says that the server lives, to anybody', async (t) => {
  const { ask, startJob, nodes } = await httpFixture(t);
  const id = await startJob({ command: 'x', nodes: ['web1'] });
  nodes.heartbeating.set('web1', { available: true, isNew: false });
  const response = await ask('GET', '/pushy/_status/', UNSIGNED);
  assert.equal(
    response.body,
    JSON.stringify({
      status: "it's alive",
      incarnation_id: INCARNATION_ID,
      node_fsm_count: 1,
      job_processes: [id],
    }),
  );
});

test('the status is JSON, and given as nothing else', async (t) => {
  const { ask } = await httpFixture(t);
  const headers = { ...UNSIGNED.headers, accept: 'text/html' };
  assert.equal((await ask('GET', '/pushy/_status', { headers })).statusCode, 406);
});

test('metrics are given to anybody, in the form that Prometheus reads', async (t) => {
  const { ask } = await httpFixture(t);
  const response = await ask('GET', '/metrics', UNSIGNED);
  assert.match(String(response.headers['content-type']), /^text\/plain; version=0.0.4/);
  assert.match(response.body, /push_harness_feed_readers 0/);
});

test('a diagnosis is shown to whoever may read', async (t) => {
  const { ask } = await httpFixture(t);
  assert.equal((await ask('GET', `${PUSHY}/diagnosis/web1`, UNSIGNED)).statusCode, 400);
  assert.deepEqual((await ask('GET', `${PUSHY}/diagnosis/web1`)).json(), {
    node_name: 'web1',
    organization: 'dev',
    state: 'down',
    sentence: 'It has not connected.',
    detail: 'Nothing came.',
    remedy: 'Open the port.',
    last_right: { stage: 'config_fetched', at: 'Tue, 04 Sep 2012 23:01:02 GMT' },
    first_wrong: { cause: 'never_connected', at: null, field: null, value: null, expected: null },
    refusals: [
      {
        reason: 'message_bad_json',
        field: 'body',
        value: '"{"',
        expected: 'an object in JSON',
        over: null,
        count: 2,
        last_at: 'Tue, 04 Sep 2012 23:01:02 GMT',
      },
    ],
    notes: [],
  });
});
