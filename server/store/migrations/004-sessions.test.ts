import assert from 'node:assert/strict';
import test from 'node:test';
import { migrate } from '../migrate.ts';
import { openStore } from '../open-store.ts';
import { connect } from '../sqlite/connection.ts';
import { newDatabasePath } from '../testing/store-fixture.ts';
import { MIGRATIONS } from './index.ts';

test('keys that were admitted before there were sessions are admitted no more', async (t) => {
  const file = await newDatabasePath(t);
  const old = await connect(file);
  await migrate(old, 0, MIGRATIONS.slice(0, 3));
  await old.script(`
    INSERT INTO organisations VALUES ('dev', 'Development', 'd');
    INSERT INTO admitted_keys VALUES ('${'k'.repeat(40)}', 'dev', 'web1', 1);
  `);
  await old.close();

  const store = await openStore({ file });
  t.after(() => store.close());
  assert.deepEqual(await store.keys.list(), []);
  const key = { curvePublicKey: 'n'.repeat(40), org: 'dev', node: 'web1', admittedAtMs: 2, session: 's' };
  store.keys.save(key);
  assert.deepEqual(await store.keys.list(), [key]);
});
