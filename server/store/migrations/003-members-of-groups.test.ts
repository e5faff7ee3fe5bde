import assert from 'node:assert/strict';
import test from 'node:test';
import { migrate } from '../migrate.ts';
import { openStore } from '../open-store.ts';
import { connect } from '../sqlite/connection.ts';
import { newDatabasePath } from '../testing/store-fixture.ts';
import { migration as firstTables } from './001-first-tables.ts';

/** What a server of version 1 stored: two organisations, a user of both, and a group with a member of each kind. */
const STORED = `
  INSERT INTO organisations VALUES ('dev', 'Development', 'd'), ('ops', 'Operations', 'e');
  INSERT INTO users VALUES ('rebecca', 'pem', 0, '', '', '', '', ''), ('sam', 'pem', 0, '', '', '', '', '');
  INSERT INTO associations VALUES ('dev', 'rebecca'), ('ops', 'rebecca');
  INSERT INTO clients VALUES ('dev', 'web1', 'pem', 0);
  INSERT INTO groups VALUES ('dev', 'admins'), ('dev', 'web'), ('ops', 'admins');
  INSERT INTO group_users VALUES ('dev', 'admins', 'rebecca'), ('dev', 'web', 'rebecca'), ('ops', 'admins', 'rebecca');
  INSERT INTO group_clients VALUES ('dev', 'web', 'web1');
  INSERT INTO group_groups VALUES ('dev', 'web', 'admins');
`;

test('a database of version 1 keeps its members, and its groups then hold any user of the server', async (t) => {
  const file = await newDatabasePath(t);
  const old = await connect(file);
  await migrate(old, 0, [firstTables]);
  await old.script(STORED);
  await old.close();

  const store = await openStore({ file });
  t.after(() => store.close());
  const web = { name: 'web', users: ['rebecca'], clients: ['web1'], groups: ['admins'] };
  assert.deepEqual(await store.groups.get('dev', 'web'), web);
  assert.deepEqual((await store.groups.get('ops', 'admins'))?.users, ['rebecca']);
  assert.deepEqual((await store.groups.containing('dev', 'user', 'rebecca')).toSorted(), ['admins', 'web']);

  const members = { ...web, users: ['rebecca', 'sam'] };
  assert.deepEqual(await store.groups.saveMembers('dev', 'web', members), {
    users: [],
    clients: [],
    groups: [],
  });
  assert.equal(await store.associations.delete('dev', 'rebecca', []), true);
  assert.deepEqual(await store.groups.get('dev', 'web'), members);

  await store.users.delete('rebecca');
  assert.deepEqual((await store.groups.get('dev', 'web'))?.users, ['sam']);
  assert.deepEqual((await store.groups.get('ops', 'admins'))?.users, []);
  await store.organisations.delete('dev');
  assert.equal(await store.groups.get('dev', 'web'), undefined);
});
