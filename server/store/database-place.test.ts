import assert from 'node:assert/strict';
import { access, copyFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import test, { type TestContext } from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { openStore } from './open-store.ts';
import { connect } from './sqlite/connection.ts';
import type { StoreOptions } from './store.ts';
import { DEV, jobRecord, newDatabasePath } from './testing/store-fixture.ts';
import { CannotStore } from './trouble.ts';

/** A store with one job, and what is told of its trouble. */
async function storeIn(t: TestContext, file: string, options: Partial<StoreOptions> = {}) {
  let troubled = () => {};
  let recovered = () => {};
  const inTrouble = new Promise<void>((resolve) => {
    troubled = resolve;
  });
  const isOver = new Promise<void>((resolve) => {
    recovered = resolve;
  });
  const store = await openStore({ file, onTrouble: troubled, onRecovery: recovered, ...options });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= store.close();
    return closing;
  };
  t.after(close);
  await store.organisations.insert(DEV);
  await store.jobs.insert(jobRecord('one'));
  return { store, inTrouble, isOver, close };
}

const gone = (error: unknown) => error instanceof CannotStore && error.kind === 'gone';

const WAYS: Readonly<Record<string, (file: string) => Promise<void>>> = {
  'its folder is deleted': (file) => rm(dirname(file), { recursive: true }),
  'it is deleted': (file) => rm(file),
  'its log is deleted': (file) => rm(`${file}-wal`),
  'it is moved': (file) => rename(file, `${file}.moved`),
  'its folder is moved': (file) => rename(dirname(file), `${dirname(file)}.moved`),
  'it is replaced by a copy': async (file) => {
    await copyFile(file, `${file}.copy`);
    await rename(`${file}.copy`, file);
  },
};

for (const [what, happens] of Object.entries(WAYS)) {
  test(`${what}: no job is taken any more, also none that is asked for at once, and what is there is read`, async (t) => {
    const file = await newDatabasePath(t);
    t.after(() => rm(`${dirname(file)}.moved`, { recursive: true, force: true }));
    const { store } = await storeIn(t, file);
    await happens(file);
    await assert.rejects(store.jobs.insert(jobRecord('two')), gone);
    await assert.rejects(store.jobs.insert(jobRecord('three')), gone);
    assert.equal(store.health.trouble?.kind, 'gone');
    assert.equal((await store.jobs.get('dev', 'one'))?.status, 'voting');
  });
}

test('that it is gone is found although nobody asks', async (t) => {
  const file = await newDatabasePath(t);
  const clock = new SimulatedClock();
  const { inTrouble } = await storeIn(t, file, { clock });
  await rm(dirname(file), { recursive: true });
  clock.advance(1_000);
  await inTrouble;
});

test('one that is put back is used again', async (t) => {
  const file = await newDatabasePath(t);
  const { store, isOver } = await storeIn(t, file);
  await rename(dirname(file), `${dirname(file)}.moved`);
  await assert.rejects(store.jobs.insert(jobRecord('two')), gone);
  assert.equal(await store.jobs.saveStatus('one', 'complete', 9), 'stored');
  await rename(`${dirname(file)}.moved`, dirname(file));
  await isOver;
  await store.jobs.insert(jobRecord('three'));
  assert.equal((await store.jobs.get('dev', 'one'))?.status, 'complete');
});

test('closing takes nothing from the database that is in its place by then', async (t) => {
  const file = await newDatabasePath(t);
  const first = await storeIn(t, file);
  for (const end of ['', '-wal']) await rm(`${file}${end}`);
  const second = await storeIn(t, file);
  await first.close();
  assert.equal(second.store.health.trouble, undefined);
  await second.store.jobs.insert(jobRecord('two'));
  await access(`${file}-wal`);
  await second.close();
  const connection = await connect(file);
  t.after(() => connection.close());
  assert.deepEqual(await connection.names('SELECT id AS name FROM jobs ORDER BY number'), ['one', 'two']);
});

test('a log that was deleted loses nothing: a clean end has everything in the database', async (t) => {
  const file = await newDatabasePath(t);
  const { close } = await storeIn(t, file);
  await rm(`${file}-wal`);
  await close();
  const again = await openStore({ file });
  t.after(() => again.close());
  assert.deepEqual(await again.jobs.ids('dev'), ['one']);
});
