import assert from 'node:assert/strict';
import test from 'node:test';
import type { StoredGroupMembers } from '../../store/store.ts';
import { AccessUnavailable } from '../access-unavailable.ts';
import type { Principal } from '../principal.ts';
import { isMember } from './membership.ts';

const JANE: Principal = { kind: 'user', name: 'jane', superuser: false, associated: true };
const JANE_CLIENT: Principal = { ...JANE, kind: 'client' };

function directory(groups: Readonly<Record<string, Partial<StoredGroupMembers>>>) {
  const asked: string[] = [];
  return {
    asked,
    ask: async (name: string): Promise<StoredGroupMembers | undefined> => {
      asked.push(name);
      const members = groups[name];
      return members && { users: [], clients: [], groups: [], ...members };
    },
  };
}

test('a member is found directly, and no further group is asked for', async () => {
  const { ask, asked } = directory({ readers: { users: ['jane'], groups: ['web'] }, web: {} });
  assert.equal(await isMember('readers', JANE, ask), 'member');
  assert.deepEqual(asked, ['readers']);
});

test('a client is no member for a user of its name', async () => {
  const { ask } = directory({ readers: { users: ['jane'] } });
  assert.equal(await isMember('readers', JANE_CLIENT, ask), 'not_a_member');
});

test('groups in groups are asked for one by one, the nearest first', async () => {
  const { ask, asked } = directory({
    readers: { groups: ['web', 'db'] },
    web: { groups: ['inner'] },
    db: {},
    inner: { users: ['jane'] },
  });
  assert.equal(await isMember('readers', JANE, ask), 'member');
  assert.deepEqual(asked, ['readers', 'web', 'db', 'inner']);
});

test('groups that hold each other are asked for once each', async () => {
  const { ask, asked } = directory({
    readers: { groups: ['a', 'readers'] },
    a: { groups: ['b'] },
    b: { groups: ['a', 'readers', 'b'] },
  });
  assert.equal(await isMember('readers', JANE, ask), 'not_a_member');
  assert.deepEqual(asked, ['readers', 'a', 'b']);
});

test('a group that does not exist is told from one that holds somebody else', async () => {
  const { ask } = directory({ readers: { groups: ['gone'] } });
  assert.equal(await isMember('writers', JANE, ask), 'no_such_group');
  assert.equal(await isMember('readers', JANE, ask), 'not_a_member');
});

test('more groups than anybody has come to an end', async () => {
  let count = 0;
  const endless = async (): Promise<StoredGroupMembers> => {
    count += 1;
    return { users: [], clients: [], groups: [`g${count}a`, `g${count}b`] };
  };
  await assert.rejects(
    isMember('readers', JANE, endless),
    (error) => error instanceof AccessUnavailable && error.reason === 'too_many_groups',
  );
  assert.ok(count <= 1_000, `${count} questions`);
});
