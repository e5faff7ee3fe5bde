import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { type Connection, connect } from './sqlite/connection.ts';

const STEPS = [
  { version: 1, sql: 'CREATE TABLE first (a TEXT)' },
  { version: 2, sql: 'CREATE TABLE second (a TEXT); INSERT INTO first VALUES (1)' },
  { version: 3, sql: 'INSERT INTO second SELECT a FROM first' },
];

async function database(t: TestContext): Promise<Connection> {
  const connection = await connect(':memory:');
  t.after(() => connection.close());
  return connection;
}

test('the versions of the migrations rise by one from 1', () => {
  assert.deepEqual(
    MIGRATIONS.map((migration) => migration.version),
    MIGRATIONS.map((_, index) => index + 1),
  );
});

test('an empty database gets every step, in order', async (t) => {
  const connection = await database(t);
  assert.equal(await schemaVersion(connection, 'x', STEPS), 0);
  await migrate(connection, 0, STEPS);
  assert.equal(await schemaVersion(connection, 'x', STEPS), 3);
  assert.deepEqual(await connection.all('SELECT a FROM second'), [{ a: '1' }]);
});

test('an older database gets only what is new', async (t) => {
  const connection = await database(t);
  await migrate(connection, 0, STEPS.slice(0, 1));
  assert.equal(await schemaVersion(connection, 'x', STEPS), 1);
  await migrate(connection, 1, STEPS);
  assert.equal(await schemaVersion(connection, 'x', STEPS), 3);
  await migrate(connection, 3, STEPS);
});

test('a step that fails leaves the old version whole', async (t) => {
  const connection = await database(t);
  await migrate(connection, 0, STEPS.slice(0, 1));
  const broken = [
    ...STEPS,
    { version: 4, sql: 'CREATE TABLE third (a TEXT); INSERT INTO nowhere VALUES (1)' },
  ];
  await assert.rejects(migrate(connection, 1, broken), /no such table: nowhere/);
  assert.equal(await schemaVersion(connection, 'x', broken), 1);
  assert.deepEqual(await connection.names('SELECT name FROM sqlite_schema'), ['first']);
});

const OF_NO_SERVER: readonly (readonly [wrong: string, script: string, sentence: RegExp])[] = [
  ['a negative version', 'PRAGMA user_version = -5', /has version -5, which no server gives: .*sound copy/],
  ['version 0', 'PRAGMA user_version = 0', /has version 0, which no server gives/],
  ['another mark', 'PRAGMA application_id = 7', /belongs to another program/],
];

for (const [wrong, script, sentence] of OF_NO_SERVER) {
  test(`a database of ours with ${wrong} is refused`, async (t) => {
    const connection = await database(t);
    await migrate(connection, 0, STEPS);
    await connection.script(script);
    await assert.rejects(schemaVersion(connection, 'x', STEPS), sentence);
  });
}

test('a database without a table that has a version is nobody of ours', async (t) => {
  const connection = await database(t);
  await connection.script('PRAGMA user_version = 2');
  await assert.rejects(schemaVersion(connection, 'x', STEPS), /belongs to another program/);
});
