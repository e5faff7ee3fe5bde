import assert from 'node:assert/strict';
import test from 'node:test';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const STDOUT = 'a\0b\r\n\u0007Đ🐴, no newline at the end';

async function jobWithOutput({ startJob, say, jobs, settled }: HttpFixture): Promise<string> {
  const id = await startJob({ command: 'x', nodes: ['web1', 'web 2/é'], capture_output: true });
  jobs.nodeMessage('dev', 'web 2/é', id, 'ack_commit');
  say(id, 'web1 ack_commit', 'web1 ack_run');
  jobs.nodeMessage('dev', 'web1', id, 'succeeded', { stdout: STDOUT, stderr: '' });
  await settled();
  return `${PUSHY}/jobs/${id}/output`;
}

test('output is given byte for byte, an empty channel as an empty body', async (t) => {
  const fixture = await httpFixture(t);
  const path = await jobWithOutput(fixture);
  const stdout = await fixture.ask('GET', `${path}/web1/stdout`, {
    headers: { accept: 'application/octet-stream' },
  });
  assert.equal(stdout.statusCode, 200);
  assert.equal(stdout.headers['content-type'], 'application/octet-stream');
  assert.deepEqual(stdout.rawPayload, Buffer.from(STDOUT));
  const stderr = await fixture.ask('GET', `${path}/web1/stderr`);
  assert.deepEqual([stderr.statusCode, stderr.body, stderr.headers['content-length']], [200, '', '0']);
});

test('output is given in one form only', async (t) => {
  const fixture = await httpFixture(t);
  const path = await jobWithOutput(fixture);
  const statusFor = async (accept: string) =>
    (await fixture.ask('GET', `${path}/web1/stdout`, { headers: { accept } })).statusCode;
  assert.deepEqual([await statusFor('*/*'), await statusFor('application/*')], [200, 200]);
  assert.deepEqual([await statusFor('application/json'), await statusFor('text/event-stream')], [406, 406]);
});

test("the media type of the documentation's own example is taken as what it means, in its dialect alone", async (t) => {
  const statuses = [];
  for (const dialect of ['documented', 'pushy-server'] as const) {
    const fixture = await httpFixture(t, { dialect });
    const path = await jobWithOutput(fixture);
    const headers = { accept: 'application/event-stream' };
    const { statusCode, headers: given } = await fixture.ask('GET', `${path}/web1/stdout`, { headers });
    statuses.push(statusCode, given['content-type']);
  }
  assert.deepEqual(statuses.slice(0, 3), [200, 'application/octet-stream', 406]);
});

test('where nothing was captured there is nothing, and no third channel', async (t) => {
  const fixture = await httpFixture(t);
  const path = await jobWithOutput(fixture);
  const running = await fixture.ask('GET', `${path}/web%202%2F%C3%A9/stdout`);
  assert.deepEqual(
    [running.statusCode, running.json()],
    [404, { error: ["no output of node 'web 2/é' was captured for this job"] }],
  );
  for (const rest of ['web9/stdout', 'web1/stdin', 'web1']) {
    assert.equal((await fixture.ask('GET', `${path}/${rest}`)).statusCode, 404);
  }
});
