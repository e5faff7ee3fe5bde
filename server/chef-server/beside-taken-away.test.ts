import assert from 'node:assert/strict';
import test from 'node:test';
import type { ManagedAccess } from '../access/access.ts';
import { granted } from '../access/testing/access-fixture.ts';
import { until } from '../testing/wire-node.ts';
import { addUser, availableNode, besideFixture, jobsFor, OTHER_PAIR } from './testing/beside-fixture.ts';

for (const { what, change, newKey } of [
  { what: 'is deleted', change: (access: ManagedAccess) => access.clients.delete('dev', 'web1') },
  {
    what: 'has another key',
    change: (access: ManagedAccess) => access.clients.rotateKey('dev', 'web1', OTHER_PAIR.publicKey),
    newKey: OTHER_PAIR.privateKey,
  },
]) {
  test(`the node of a client that ${what} at the Chef server is shut out with the next request in its name`, async (t) => {
    const all = await besideFixture(t, { timings: { heartbeatIntervalMs: 60_000 } });
    const { chef, push, as } = all;
    await availableNode(t, all);
    granted<unknown>(await change(chef.access));
    assert.equal(push.nodes.count, 1);
    await jobsFor(as('web1', newKey));
    assert.equal(push.nodes.count, 0);
    assert.equal(push.counters()['connections_cut.shut_out'], 1);
    // libzmq connects again by itself
    await until('it is refused', () => push.counters()['zap.ended_key'] === 1);
  });
}

test('a node that does not ask for its configuration any more is asked about', async (t) => {
  const timings = { heartbeatIntervalMs: 60_000, configLifetimeSeconds: 1, rightsReviewMs: 10 };
  const all = await besideFixture(t, { timings });
  await availableNode(t, all);
  granted(await all.chef.access.clients.delete('dev', 'web1'));
  await until('the node is shut out', () => all.push.nodes.count === 0);
  assert.equal(all.push.counters()['sessions_ended.client_deleted'], 1);
});

test('a feed ends soon after its reader is taken out at the Chef server', async (t) => {
  const { chef, push, as } = await besideFixture(t, { timings: { rightsReviewMs: 10 } });
  await addUser(chef, 'rita', true);
  const headers = { Accept: 'text/event-stream' };
  const feed = as('rita').pushy('GET', 'job_status_feed', { headers });
  const readers = async () =>
    /^push_harness_feed_readers (\d+)$/m.exec(await (await fetch(`${push.url}/metrics`)).text())?.[1];
  while ((await readers()) !== '1') await new Promise(setImmediate);
  granted(await chef.access.users.dissociate('dev', 'rita'));
  assert.equal((await feed).status, 200);
  assert.equal(push.counters().feeds_ended, 1);
});
