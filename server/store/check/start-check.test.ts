import assert from 'node:assert/strict';
import { copyFile, open, rm, stat, truncate } from 'node:fs/promises';
import test, { type TestContext } from 'node:test';
import { openStore } from '../open-store.ts';
import { connect } from '../sqlite/connection.ts';
import type { StartCheck, Store, StoreOptions } from '../store.ts';
import { DEV, jobRecord, newDatabasePath } from '../testing/store-fixture.ts';
import { checkDatabase } from './check-database.ts';

/** A database with some jobs, as it is while a server has it, or as a clean end leaves it. */
async function databaseAfter(t: TestContext, end: 'kill' | 'end'): Promise<string> {
  const file = await newDatabasePath(t);
  const store = await openStore({ file });
  await store.organisations.insert(DEV);
  for (let number = 0; number < 50; number += 1) {
    const job = jobRecord(`job-${number}`);
    await store.jobs.insert({ ...job, request: { ...job.request, command: 'x'.repeat(9_000) } });
  }
  const copy = `${file}.copy`;
  if (end === 'kill') for (const beside of ['', '-wal']) await copyFile(file + beside, copy + beside);
  await store.close();
  if (end === 'end') return file;
  return copy;
}

async function opened(t: TestContext, file: string, options: Partial<StoreOptions> = {}) {
  const checks: StartCheck[] = [];
  const store = await openStore({ file, onCheck: (check) => checks.push(check), ...options });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= store.close();
    return closing;
  };
  t.after(close);
  return { store, checks, close };
}

/** Zeros in the second half, where rows are; the schema stands first. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const half = Math.ceil(size / 4_096 / 2) * 4_096;
  await handle.write(Buffer.alloc(size - half), 0, size - half, half);
  await handle.close();
}

test('a database that was left well is not looked at, whatever it was before', async (t) => {
  const { checks, close } = await opened(t, await databaseAfter(t, 'end'));
  assert.deepEqual(checks, []);
  await close();
});

test('one that was not is looked at, and not again when it was left well', async (t) => {
  const file = await databaseAfter(t, 'kill');
  const first = await opened(t, file);
  assert.deepEqual(
    first.checks.map(({ isTorn, isWhole }) => ({ isTorn, isWhole })),
    [{ isTorn: false, isWhole: true }],
  );
  assert.equal((await first.store.jobs.ids('dev')).length, 50);
  await first.close();
  assert.deepEqual((await opened(t, file)).checks, []);
});

test('a copy in its place, and one without a mark, are looked at', async (t) => {
  const file = await databaseAfter(t, 'end');
  await copyFile(file, `${file}.copy`);
  await copyFile(`${file}.copy`, file);
  const { checks, close } = await opened(t, file);
  assert.equal(checks.length, 1);
  await close();
  await rm(`${file}-end`);
  assert.equal((await opened(t, file)).checks.length, 1);
});

test('damage ends the start with what was found and the remedy, and leaves the file as it is', async (t) => {
  const file = await databaseAfter(t, 'end');
  await damage(file);
  const before = await stat(file);
  await assert.rejects(opened(t, file), {
    name: 'StartError',
    message:
      /^Database .* is damaged \(.+\): push-harness check-data --salvage FOLDER saves what can be read; or put a sound copy in its place\.$/,
  });
  assert.equal((await stat(file)).mtimeMs, before.mtimeMs);
});

test('what there was no time for is read while the store is in use, and then it is known to be sound', async (t) => {
  const file = await databaseAfter(t, 'kill');
  let isRead = () => {};
  const reading = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  const onCheck = ({ isWhole }: StartCheck) => isWhole && isRead();
  const first = await opened(t, file, { checkMs: 0, onCheck });
  await first.store.jobs.insert(jobRecord('new'));
  await reading;
  await first.close();
  assert.deepEqual((await opened(t, file)).checks, []);
});

test('one that is closed before everything was read is looked at again', async (t) => {
  const file = await databaseAfter(t, 'kill');
  const first = await opened(t, file, { checkMs: 0 });
  await first.close();
  assert.equal((await opened(t, file)).checks.length, 1);
});

test('damage that is found while the store is in use is told, and nothing new is stored', async (t) => {
  const file = await databaseAfter(t, 'end');
  await damage(file);
  let troubled: Store['health']['trouble'];
  const inTrouble = new Promise<void>((resolve) => {
    void opened(t, file, {
      checkMs: 0,
      onTrouble: (trouble) => {
        troubled = trouble;
        resolve();
      },
    });
  });
  await inTrouble;
  assert.equal(troubled?.kind, 'damaged');
});

test('one that was emptied or removed is told, also how to begin anew', async (t) => {
  const file = await databaseAfter(t, 'end');
  await truncate(file, 0);
  await assert.rejects(
    opened(t, file),
    /was emptied: put a sound copy in its place, or remove .*-end to begin anew/,
  );
  await rm(file);
  await assert.rejects(
    opened(t, file),
    /was removed: put a sound copy in its place, or remove .*-end to begin anew/,
  );
  await rm(`${file}-end`);
  assert.deepEqual(await (await opened(t, file)).store.organisations.list(), []);
});

test('a database whose log is there without it is told', async (t) => {
  const file = await databaseAfter(t, 'kill');
  await truncate(file, 0);
  await assert.rejects(
    opened(t, file),
    /was emptied: put a sound copy in its place, or remove .*-wal to begin anew/,
  );
});

test('a damaged log is told, and left as it is', async (t) => {
  const file = await databaseAfter(t, 'kill');
  const handle = await open(`${file}-wal`, 'r+');
  await handle.write(Buffer.from('damage'), 0, 6, 32 + 5 * 4_120 + 500);
  await handle.close();
  const before = await stat(`${file}-wal`);
  await assert.rejects(
    opened(t, file),
    /has a damaged log, .*-wal, and what was stored last would be lost: push-harness/,
  );
  const after = await stat(`${file}-wal`);
  assert.deepEqual([after.size, after.mtimeMs], [before.size, before.mtimeMs]);
});

test('one whose first start came no further than its header is begun anew, and has nothing that could be damaged', async (t) => {
  const file = await newDatabasePath(t);
  const connection = await connect(file);
  await connection.script('PRAGMA journal_mode = WAL');
  await connection.close();
  assert.deepEqual(await checkDatabase(file), { problems: [], isTorn: false, rows: {} });
  await rm(`${file}-end`);
  const { store, checks } = await opened(t, file);
  assert.deepEqual(checks, []);
  assert.deepEqual(await store.jobs.ids('dev'), []);
});
