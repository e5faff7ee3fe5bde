import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../../../protocol/signing/key-pair.ts';
import { openStore } from '../open-store.ts';
import { connect } from '../sqlite/connection.ts';
import { DEV, jobRecord, newDatabasePath } from '../testing/store-fixture.ts';
import { salvage } from './salvage.ts';

const PAGE_BYTES = 4_096;
const CLIENTS = 300;
const JOBS = 200;

/** A data folder with clients and jobs that fill many pages. */
async function fullDatabase(t: TestContext): Promise<string> {
  const file = join(dirname(await newDatabasePath(t)), 'data', 'db.sqlite');
  await mkdir(dirname(file));
  const store = await openStore({ file });
  await store.organisations.insert(DEV);
  const clients = Array.from({ length: CLIENTS }, (_, number) => ({
    org: 'dev',
    name: `web${String(number).padStart(3, '0')}`,
    publicKey: 'k'.repeat(450),
    validator: false,
  }));
  await Promise.all(clients.map((client) => store.clients.insert(client, [])));
  for (let number = 0; number < JOBS; number += 1) {
    const id = DEV.id.slice(-12) + String(number).padStart(20, '0');
    const job = jobRecord(id, [['web001', 'succeeded']], { status: 'complete' });
    await store.jobs.insert({ ...job, request: { ...job.request, command: `${number}`.padEnd(900) } });
  }
  await store.close();
  return file;
}

/** The pages of a table that hold rows, in the order of the rows. */
async function leavesOf(file: string, table: string): Promise<readonly number[]> {
  const connection = await connect(file);
  const rows = await connection.all<{ page: number }>(
    `SELECT pageno AS page FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`,
    table,
  );
  await connection.close();
  return rows.map(({ page }) => page);
}

async function destroy(file: string, pages: readonly (number | undefined)[]): Promise<void> {
  const handle = await open(file, 'r+');
  for (const page of pages) {
    assert.ok(page !== undefined, 'there are enough pages');
    await handle.write(Buffer.alloc(PAGE_BYTES, 0xee), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES);
  }
  await handle.close();
}

const newFolder = (file: string) => join(dirname(dirname(file)), 'saved');

/** What was saved, read by a store. */
async function savedStore(t: TestContext, file: string) {
  const store = await openStore({ file: join(newFolder(file), 'db.sqlite') });
  t.after(() => store.close());
  return store;
}

for (const [which, of] of [
  ['the first page', [0]],
  ['a page in the middle', [12]],
  ['the last page', [-1]],
  ['several pages', [3, 4, 15, -1]],
] as const) {
  test(`${which} of rows by number and of rows by name is lost, and every other row is saved`, async (t) => {
    const file = await fullDatabase(t);
    for (const table of ['jobs', 'clients']) {
      const leaves = await leavesOf(file, table);
      await destroy(
        file,
        of.map((at) => leaves.at(at)),
      );
    }
    const before = await readFile(file);
    const { tables } = await salvage(file, newFolder(file));
    assert.deepEqual(await readFile(file), before, 'the damaged one is left as it is');
    const store = await savedStore(t, file);
    // a page holds four jobs, or seven clients
    const jobs = (await store.jobs.ids('dev')).length;
    const clients = (await store.clients.list('dev')).length;
    assert.ok(jobs >= JOBS - 4 * of.length && jobs < JOBS, `${jobs} jobs`);
    assert.ok(clients >= CLIENTS - 8 * of.length && clients < CLIENTS, `${clients} clients`);
    const gaps = (name: string) => tables.find((table) => table.name === name)?.gaps ?? 0;
    assert.ok(gaps('jobs') > 0 && gaps('clients') > 0);
    assert.equal(gaps('organisations'), 0);
  });
}

test('a row whose own pages are lost costs no other row', async (t) => {
  const file = await fullDatabase(t);
  const store = await openStore({ file });
  const job = jobRecord('long');
  await store.jobs.insert({ ...job, request: { ...job.request, file: `raw:${'x'.repeat(50_000)}` } });
  await store.jobs.insert(jobRecord('after'));
  await store.close();
  const connection = await connect(file);
  const overflow = await connection.all<{ page: number }>(
    `SELECT pageno AS page FROM dbstat WHERE name = 'jobs' AND pagetype = 'overflow' ORDER BY pageno`,
  );
  await connection.close();
  await destroy(file, [overflow.at(0)?.page]);
  await salvage(file, newFolder(file));
  const ids = await (await savedStore(t, file)).jobs.ids('dev');
  assert.equal(ids.length, JOBS + 1);
  assert.equal(ids.at(-1), 'after');
});

test('an organisation that is lost is made again with its id, and so are the first users by their keys', async (t) => {
  const file = await fullDatabase(t);
  const keys = newKeyPair();
  const [organisations] = await leavesOf(file, 'organisations');
  const [users] = await leavesOf(file, 'users');
  await destroy(file, [organisations, users]);
  await mkdir(join(dirname(file), 'keys'));
  await writeFile(join(dirname(file), 'keys', 'admin.pem'), keys.privateKey);
  const saved = await salvage(file, newFolder(file));
  assert.deepEqual([saved.organisations, saved.users], [['dev'], ['admin']]);
  const store = await savedStore(t, file);
  assert.deepEqual(await store.organisations.list(), [{ ...DEV, fullName: 'dev' }]);
  assert.equal((await store.jobs.ids('dev')).length, JOBS);
  const admin = await store.users.get('admin');
  assert.ok(createPublicKey(admin?.publicKey ?? '').equals(createPublicKey(keys.publicKey)));
  assert.deepEqual(await store.groups.containing('dev', 'user', 'admin'), ['admins']);
});

test('what belongs to a row that is lost is left out, and counted', async (t) => {
  const file = await fullDatabase(t);
  const [first] = await leavesOf(file, 'jobs');
  await destroy(file, [first]);
  const { tables } = await salvage(file, newFolder(file));
  const of = (name: string) => tables.find((table) => table.name === name);
  assert.equal(of('job_nodes')?.rows, of('jobs')?.rows);
  assert.equal(of('job_nodes')?.unusable, JOBS - (of('jobs')?.rows ?? 0));
});

test('the schema is that of a new database where it is lost', async (t) => {
  const file = await fullDatabase(t);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, 0);
  await handle.close();
  await salvage(file, newFolder(file));
  const store = await savedStore(t, file);
  assert.equal((await store.jobs.ids('dev')).length, JOBS);
  assert.equal((await store.clients.list('dev')).length, CLIENTS);
});

test('the new folder has what was beside the database, for its owner alone, and nothing half-made', async (t) => {
  const file = await fullDatabase(t);
  await mkdir(join(dirname(file), 'keys'));
  await writeFile(join(dirname(file), 'keys', 'admin.pem'), 'a key', { mode: 0o600 });
  await salvage(file, newFolder(file));
  assert.deepEqual((await readdir(newFolder(file))).sort(), ['db.sqlite', 'keys']);
  assert.equal((await stat(join(newFolder(file), 'db.sqlite'))).mode & 0o777, 0o600);
  assert.equal((await stat(join(newFolder(file), 'keys', 'admin.pem'))).mode & 0o777, 0o600);
  await assert.rejects(salvage(file, newFolder(file)), /is not empty: name one that is not there yet/);
});

test('a database that a server has open, and one that is not there, are refused', async (t) => {
  const file = await fullDatabase(t);
  const store = await openStore({ file });
  t.after(() => store.close());
  await assert.rejects(salvage(file, newFolder(file)), /is in use by another process: stop the server first/);
  await assert.rejects(
    salvage(`${file}.none`, newFolder(file)),
    /is not there: name the data folder of a server/,
  );
});
