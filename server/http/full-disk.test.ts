import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DIALECT_NAMES } from '../../protocol/dialect-name.ts';
import { FailingDisk } from '../store/testing/failing-disk.ts';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;
const JOB = { command: 'x', nodes: ['web1'], capture_output: true };
const SENTENCE = 'nothing new is stored at present, since the disk of the server is full: make room on it';

/** A job whose command runs on its node. */
async function runningJob({ startJob, nodes, say }: HttpFixture): Promise<string> {
  nodes.heartbeating.set('web1', { available: true, isNew: false });
  const id = await startJob(JOB);
  say(id, 'web1 ack_commit', 'web1 ack_run');
  return id;
}

/** The test's own limit ends what does not come. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

for (const dialect of DIALECT_NAMES) {
  test(`${dialect}: on a full disk a job ends as it ends, and new ones are refused until there is room`, async (t) => {
    const disk = new FailingDisk();
    const fixture = await httpFixture(t, { dialect, disk });
    const { ask, jobs, logged, metrics } = fixture;
    const id = await runningJob(fixture);
    const healthy = (await ask('GET', '/pushy/_status')).json();
    disk.fail();
    jobs.nodeMessage('dev', 'web1', id, 'succeeded', { stdout: 'out', stderr: '' });
    const lastEvent = () => jobs.feeds.jobFeed('dev', id)?.events().at(-1)?.event;
    await until(() => lastEvent()?.name === 'job_complete');
    assert.deepEqual(lastEvent(), { name: 'job_complete', status: 'complete' });
    const refused = await ask('POST', JOBS, { body: JOB });
    assert.equal(refused.statusCode, 507);
    assert.deepEqual(refused.json(), { error: [SENTENCE] });
    assert.equal((await ask('POST', JOBS, { body: JOB })).statusCode, 507);
    const group = { groupname: 'web' };
    assert.equal((await ask('POST', '/organizations/dev/groups', { body: group })).statusCode, 507);

    assert.equal((await ask('GET', `${JOBS}/${id}`)).json().status, 'complete');
    assert.equal((await ask('GET', `${JOBS}/${id}/output/web1/stdout`)).body, 'out');
    const { storage, ...status } = (await ask('GET', '/pushy/_status')).json();
    assert.deepEqual(status, healthy);
    assert.equal(storage.trouble, 'full');
    assert.equal(storage.sentence, SENTENCE);
    assert.ok(storage.unstored_changes > 0 && storage.unstored_bytes > 0);
    assert.match(await metrics.text(), /^push_harness_storage_trouble\{trouble="full"\} 1$/m);
    assert.equal(logged.filter((line) => line.includes(SENTENCE)).length, 1, 'once for all');

    disk.mend();
    await until(() => fixture.store.health.trouble === undefined);
    assert.deepEqual((await ask('GET', '/pushy/_status')).json(), healthy);
    assert.match(await metrics.text(), /^push_harness_storage_trouble\{trouble="full"\} 0$/m);
    assert.equal((await ask('POST', JOBS, { body: JOB })).statusCode, 201);
    assert.equal((await fixture.store.jobs.get('dev', id))?.status, 'complete');
  });
}

test('what cannot be read for damage is a 503 that says so, and from then on nothing is stored', async (t) => {
  const disk = new FailingDisk();
  const { ask, startJob } = await httpFixture(t, { disk });
  const id = await startJob(JOB);
  await disk.connection?.script(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'nodes'; PRAGMA writable_schema = RESET`);
  const read = await ask('GET', `${PUSHY}/node_states`);
  assert.equal(read.statusCode, 503);
  assert.match(
    read.body,
    /cannot be read at present, since the database of the server is damaged: stop the server, and save/,
  );
  assert.equal((await ask('POST', JOBS, { body: JOB })).statusCode, 507);
  assert.equal((await ask('GET', `${JOBS}/${id}`)).statusCode, 200);
});
