import assert from 'node:assert/strict';
import test from 'node:test';
import { granted } from '../access/testing/access-fixture.ts';
import {
  addUser,
  besideFixture,
  FIRST_PAIR,
  jobsFor,
  mayNot,
  OTHER_PAIR,
  setGroup,
  startsJob,
} from './testing/beside-fixture.ts';

test('who is in which group decides, as it stands at the Chef server at that moment', async (t) => {
  const { chef, as } = await besideFixture(t);
  await addUser(chef, 'rita', true);
  const [rita, admin] = [as('rita'), as('admin')];
  assert.deepEqual(await jobsFor(rita), [200, undefined]);
  assert.deepEqual([await startsJob(rita), await startsJob(admin)], [403, 201]);

  await setGroup(chef, 'pushy_job_readers', { users: ['admin'] });
  assert.deepEqual(await jobsFor(rita), [403, mayNot('rita')]);
  await setGroup(chef, 'pushy_job_readers', { users: ['admin', 'rita'] });
  assert.deepEqual(await jobsFor(rita), [200, undefined]);
  granted(await chef.access.users.dissociate('dev', 'rita'));
  assert.deepEqual(await jobsFor(rita), [403, "'rita' is not associated with organization 'dev'"]);

  await setGroup(chef, 'pushy_job_writers', {});
  assert.equal(await startsJob(admin), 403);
  await setGroup(chef, 'pushy_job_writers', { groups: ['admins'] });
  assert.equal(await startsJob(admin), 201);
});

test('groups in a circle come to an end, and hold whom any of them holds', async (t) => {
  const { chef, as } = await besideFixture(t);
  await addUser(chef, 'rita', true);
  await setGroup(chef, 'inner', {});
  await setGroup(chef, 'outer', { groups: ['inner'] });
  await setGroup(chef, 'inner', { groups: ['outer', 'inner'] });
  await setGroup(chef, 'pushy_job_readers', { groups: ['outer'] });
  assert.deepEqual(await jobsFor(as('rita')), [403, mayNot('rita')]);
  await setGroup(chef, 'inner', { users: ['rita'], groups: ['outer'] });
  assert.deepEqual(await jobsFor(as('rita')), [200, undefined]);
});

test('a user in a group who does not belong to the organisation has no access', async (t) => {
  const { chef, as } = await besideFixture(t);
  await addUser(chef, 'shrek', false);
  await setGroup(chef, 'pushy_job_readers', { users: ['shrek'] });
  assert.deepEqual(await jobsFor(as('shrek')), [403, "'shrek' is not associated with organization 'dev'"]);
  const pivotal = as('pivotal', chef.bootstrapKeys.pivotal);
  assert.deepEqual(await jobsFor(pivotal), [403, "'pivotal' is not associated with organization 'dev'"]);
});

test('a user and a client of one name are each known by their own key', async (t) => {
  const { chef, as } = await besideFixture(t);
  await addUser(chef, 'both', false);
  granted(await chef.access.clients.create('dev', { name: 'both', publicKey: OTHER_PAIR.publicKey }));
  const [asUser, asClient] = [as('both'), as('both', OTHER_PAIR.privateKey)];
  assert.deepEqual(await jobsFor(asUser), [403, "'both' is not associated with organization 'dev'"]);
  assert.deepEqual(await jobsFor(asClient), [200, undefined]);
  granted(await chef.access.users.associate('dev', 'both'));
  await setGroup(chef, 'pushy_job_readers', { users: ['both'] });
  assert.deepEqual(await jobsFor(asUser), [200, undefined]);
  assert.deepEqual(await jobsFor(asClient), [403, mayNot('both')]);
});

test('whoever and whatever the Chef server does not know is refused as ever', async (t) => {
  const { as } = await besideFixture(t);
  const unknown =
    "Failed to authenticate as 'nobody'. Ensure that your node_name and client key are correct.";
  assert.deepEqual(await jobsFor(as('nobody')), [401, unknown]);
  assert.deepEqual(await jobsFor(as('admin', FIRST_PAIR.privateKey)), [
    401,
    "Invalid signature for user or client 'admin'",
  ]);
  const elsewhere = as('admin').as({ org: 'none' });
  assert.deepEqual(await jobsFor(elsewhere), [404, "organization 'none' does not exist."]);
});
