import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { standing } from '../job/testing/standing.ts';
import { openStore } from './open-store.ts';
import type { Store, StoreOptions } from './store.ts';
import { FailingDisk } from './testing/failing-disk.ts';
import { DEV, jobRecord, newDatabasePath } from './testing/store-fixture.ts';
import { CannotStore } from './trouble.ts';

const OUTPUT = { stdout: 'out', stderr: 'err' };

interface Fixture {
  readonly store: Store;
  readonly disk: FailingDisk;
  /** What was told of the disk, in words. */
  readonly told: string[];
  /** Resolves when everything that was held is stored. */
  readonly recovered: Promise<void>;
  close(): Promise<void>;
}

/** A store on a disk that can fail, with one job. */
async function storeOn(t: TestContext, options: Partial<StoreOptions> = {}): Promise<Fixture> {
  const disk = new FailingDisk();
  const told: string[] = [];
  let isRecovered = () => {};
  const recovered = new Promise<void>((resolve) => {
    isRecovered = resolve;
  });
  const store = await openStore({
    file: await newDatabasePath(t),
    connect: disk.connect,
    onError: (error) => told.push(`given up: ${error.message}`),
    onTrouble: ({ kind }) => told.push(kind),
    onRecovery: ({ from, dropped }) => {
      told.push(`no longer ${from.kind}, ${dropped} dropped`);
      isRecovered();
    },
    onDropped: () => told.push('dropped'),
    ...options,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= store.close();
    return closing;
  };
  t.after(close);
  await store.organisations.insert(DEV);
  await store.jobs.insert(jobRecord('one', [['web1', 'running']], { status: 'running' }));
  return { store, disk, told, recovered, close };
}

for (const [code, kind] of [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR', 'unwritable'],
] as const) {
  test(`${code}: what a job leaves is held, read, and stored when the disk takes it again`, async (t) => {
    const { store, disk, told, recovered } = await storeOn(t);
    disk.fail(code);
    store.jobs.saveNodes('one', [['web1', standing('succeeded')]]);
    store.outputs.save('one', 'web1', OUTPUT);
    store.nodes.saveStatus('dev', 'web1', 'up', 7);
    assert.equal(await store.jobs.saveStatus('one', 'complete', 9), 'held');

    assert.equal(store.health.trouble?.kind, kind);
    assert.equal((await store.outputs.get('one', 'web1'))?.stdout.toString(), 'out');
    assert.deepEqual(await store.nodes.list('dev'), [{ name: 'web1', status: 'up', updatedAtMs: 7 }]);
    assert.equal((await store.nodes.get('dev', 'web1'))?.status, 'up');

    disk.mend();
    await recovered;
    assert.equal(store.health.trouble, undefined);
    assert.deepEqual(store.health.held, { changes: 0, bytes: 0 });
    const job = await store.jobs.get('dev', 'one');
    assert.deepEqual([job?.status, job?.updatedAtMs], ['complete', 9]);
    assert.deepEqual([...(job?.nodes ?? [])], [['web1', standing('succeeded')]]);
    assert.equal((await store.outputs.get('one', 'web1'))?.stderr.toString(), 'err');
    assert.deepEqual(told, [kind, `no longer ${kind}, 0 dropped`], 'once for the whole episode');
  });
}

test('new things are refused as long as the disk is full, and nothing of them is stored', async (t) => {
  const { store, disk, recovered } = await storeOn(t);
  disk.fail();
  const refused = (error: unknown) =>
    error instanceof CannotStore && /disk of the server is full/.test(error.message);
  for (let time = 0; time < 3; time += 1) {
    await assert.rejects(store.jobs.insert(jobRecord(`job-${time}`)), refused);
    await assert.rejects(store.groups.insert('dev', 'web'), refused);
  }
  disk.mend();
  await recovered;
  assert.deepEqual(await store.jobs.ids('dev'), ['one']);
  await store.jobs.insert(jobRecord('two'));
});

test('what is over the bound is dropped, and of what is held nothing', async (t) => {
  const { store, disk, told, recovered } = await storeOn(t, { maxHeldBytes: 2_000 });
  disk.fail();
  await assert.rejects(store.groups.insert('dev', 'web'));
  for (const node of ['web1', 'web2', 'web3', 'web4']) store.outputs.save('one', node, OUTPUT);
  assert.deepEqual(told, ['full', 'dropped']);
  disk.mend();
  await recovered;
  assert.equal((await store.outputs.get('one', 'web3'))?.stdout.toString(), 'out');
  assert.equal(await store.outputs.get('one', 'web4'), undefined);
  assert.deepEqual(told.at(-1), 'no longer full, 1 dropped');
});

test('where the log alone has room, an end is on the disk and an output waits', async (t) => {
  const clock = new SimulatedClock();
  const { store, disk, told, recovered } = await storeOn(t, { clock });
  disk.databaseTakes = false;
  clock.advance(1_000);
  assert.equal(await store.groups.insert('dev', 'db'), true, 'it is on the disk');
  assert.deepEqual(told, ['full']);
  await assert.rejects(store.groups.insert('dev', 'mail'), CannotStore);
  store.outputs.save('one', 'web1', OUTPUT);
  assert.equal(await store.jobs.saveStatus('one', 'complete', 9), 'stored');
  assert.equal(store.health.held.changes, 1);
  assert.equal((await store.outputs.get('one', 'web1'))?.stdout.toString(), 'out');
  disk.mend();
  await recovered;
  assert.deepEqual(store.health.held, { changes: 0, bytes: 0 });
});

test('SQLite itself finds no page, and goes on when there is one', async (t) => {
  const { store, disk, recovered } = await storeOn(t);
  await disk.connection?.script('PRAGMA max_page_count = 1');
  store.outputs.save('one', 'web1', { stdout: 'x'.repeat(20_000), stderr: '' });
  assert.notEqual(await store.jobs.saveStatus('one', 'complete', 9), undefined);
  await assert.rejects(store.jobs.insert(jobRecord('two', [['web1', 'new']])), CannotStore);
  await disk.connection?.script('PRAGMA max_page_count = 1000000');
  await recovered;
  assert.equal((await store.outputs.get('one', 'web1'))?.stdout.length, 20_000);
  assert.equal((await store.jobs.get('dev', 'one'))?.status, 'complete');
});

test('what cannot be stored even at the end is told as lost', async (t) => {
  const { store, disk, told, close } = await storeOn(t);
  disk.fail();
  store.outputs.save('one', 'web1', OUTPUT);
  assert.equal(await store.jobs.saveStatus('one', 'complete', 9), 'held');
  await close();
  assert.equal(store.health.held.changes, 2);
  assert.equal(told.filter((line) => line.startsWith('given up')).length, 2);
});
