import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { standing } from '../job/testing/standing.ts';
import { storeErrorOf } from './database-file.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import { connect } from './sqlite/connection.ts';
import { StoreError } from './store-error.ts';
import { DEV, jobRecord, newDatabasePath } from './testing/store-fixture.ts';

test('what was stored is there after closing and opening again', async (t) => {
  const file = await newDatabasePath(t);
  const first = await openStore({ file });
  await first.organisations.insert(DEV);
  await first.jobs.insert(jobRecord('one'));
  first.jobs.saveNodes('one', [['web1', standing('ready')]]);
  first.nodes.saveStatus('dev', 'web1', 'up', 7);
  first.outputs.save('one', 'web1', { stdout: 'a', stderr: 'b' });
  await first.close();

  const second = await openStore({ file });
  t.after(() => second.close());
  assert.deepEqual(await second.organisations.list(), [DEV]);
  assert.deepEqual(await second.jobs.get('dev', 'one'), jobRecord('one', [['web1', 'ready']]));
  assert.deepEqual(await second.nodes.list('dev'), [{ name: 'web1', status: 'up', updatedAtMs: 7 }]);
  assert.equal((await second.outputs.get('one', 'web1'))?.stdout.toString(), 'a');
});

test('only the owner may read the database and the files beside it', async (t) => {
  const file = await newDatabasePath(t);
  await writeFile(file, '');
  await chmod(file, 0o644);
  const store = await openStore({ file });
  t.after(() => store.close());
  await store.organisations.insert(DEV);
  for (const name of [file, `${file}-wal`]) {
    assert.equal((await stat(name)).mode & 0o777, 0o600, name);
  }
});

test('a database that is in use is refused', async (t) => {
  const file = await newDatabasePath(t);
  const store = await openStore({ file });
  t.after(() => store.close());
  await assert.rejects(openStore({ file }), refusal(file, 'is in use by another process'));
});

test('a database of a newer version is refused and left as it is', async (t) => {
  const file = await newDatabasePath(t);
  await (await openStore({ file })).close();
  const connection = await connect(file);
  await connection.script('PRAGMA user_version = 99');
  await connection.close();
  const before = await readFile(file);

  await assert.rejects(
    openStore({ file }),
    refusal(
      file,
      `has version 99, but this server knows versions up to ${MIGRATIONS.length} only: start the newer server`,
    ),
  );
  assert.deepEqual(await readFile(file), before);
});

test('a file that is no database is refused and left as it is', async (t) => {
  const file = await newDatabasePath(t);
  await writeFile(file, 'Dear diary, today I met a node.'.repeat(50), { mode: 0o644 });
  await assert.rejects(openStore({ file }), refusal(file, 'is not a database'));
  assert.match(await readFile(file, 'utf8'), /^Dear diary/);
  assert.equal((await stat(file)).mode & 0o777, 0o644);
});

test("another program's database is refused and left as it is", async (t) => {
  const file = await newDatabasePath(t);
  const connection = await connect(file);
  await connection.script('CREATE TABLE recipes (name TEXT)');
  await connection.close();
  const before = await readFile(file);

  await assert.rejects(openStore({ file }), refusal(file, 'belongs to another program'));
  assert.deepEqual(await readFile(file), before);
});

test('a folder in the place of the file, or none to put it in, is refused', async (t) => {
  const folder = dirname(await newDatabasePath(t));
  const inNowhere = join(folder, 'nowhere', 'store.db');
  await assert.rejects(openStore({ file: inNowhere }), refusal(inNowhere, 'its folder does not exist'));
  await mkdir(join(folder, 'store.db'));
  const isFolder = join(folder, 'store.db');
  await assert.rejects(openStore({ file: isFolder }), refusal(isFolder, 'is a folder'));
});

for (const beside of ['', '-wal', '-journal']) {
  test(`a pipe in the place of the database${beside} is refused at once`, async (t) => {
    const file = await newDatabasePath(t);
    execFileSync('mkfifo', [`${file}${beside}`]);
    await assert.rejects(openStore({ file }), refusal(file, 'a pipe or a device: move it away'));
  });
}

for (const [code, problem] of [
  ['SQLITE_FULL', 'no space is left: make room'],
  ['SQLITE_READONLY', 'cannot be written'],
  ['SQLITE_IOERR', 'the disk fails'],
  ['SQLITE_LOCKED', 'is in use by another process'],
  ['EROFS', 'its file system is read-only: choose another'],
  ['ENOSPC', 'no space is left: make room'],
  ['EMFILE', 'too many files are open: raise the limit'],
] as const) {
  test(`${code} is a fault of the place, told with the remedy`, () => {
    const error = storeErrorOf('/x.sqlite', Object.assign(new Error(code), { code }));
    assert.ok(refusal('/x.sqlite', problem)(error));
  });
}

test('a closed store refuses calls, and tells what it could not write behind', async () => {
  const errors: string[] = [];
  const store = await openStore({ file: ':memory:', onError: (error) => errors.push(error.message) });
  await store.close();
  await assert.rejects(store.organisations.insert(DEV), /the store is closed/);
  await assert.rejects(store.organisations.list(), /the store is closed/);
  store.nodes.saveStatus('dev', 'web1', 'up', 1);
  assert.deepEqual(errors, ['the store is closed']);
  await store.flushed();
});

function refusal(file: string, problem: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.file, file);
    assert.ok(error.message.includes(file) && error.message.includes(problem), error.message);
    return true;
  };
}
