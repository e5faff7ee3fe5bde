import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { StartError } from '../start-error.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createAccess } from './access.ts';
import { bootstrap } from './bootstrap.ts';

async function emptyStore(t: TestContext): Promise<Store> {
  const store = await openStore({ file: ':memory:' });
  t.after(() => store.close());
  return store;
}

async function dataFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-bootstrap-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

function publicKeyOf(privateKey: string | undefined): string {
  return createPublicKey(createPrivateKey(privateKey ?? ''))
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

test('the first start makes an organisation, its admin, the superuser, and their keys for the owner alone', async (t) => {
  const access = createAccess({ store: await emptyStore(t) });
  const data = await dataFolder(t);
  const keys = await bootstrap({ access, data, org: 'dev' });

  assert.equal(keys.admin.file, join(data, 'keys', 'admin.pem'));
  assert.equal((await stat(join(data, 'keys'))).mode & 0o777, 0o700);
  assert.deepEqual((await readdir(join(data, 'keys'))).sort(), ['admin.pem', 'pivotal.pem']);
  for (const name of ['admin', 'pivotal'] as const) {
    const { file = '', privateKey } = keys[name];
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal(await readFile(file, 'utf8'), privateKey);
    assert.match(privateKey ?? '', /^-----BEGIN RSA PRIVATE KEY-----/);
    assert.equal((await access.users.get(name))?.publicKey, publicKeyOf(privateKey));
  }
  const [admin] = await access.candidates('dev', 'admin');
  const [pivotal] = await access.candidates('dev', 'pivotal');
  assert.ok(admin && pivotal);
  assert.deepEqual([admin.associated, admin.superuser], [true, false]);
  assert.equal(await access.isAdmin('dev', admin), true);
  assert.deepEqual([pivotal.associated, pivotal.superuser], [false, true]);
  assert.equal(await access.isAdmin('dev', pivotal), true);
});

test('a later start finds the same keys, and makes an organisation that is new', async (t) => {
  const store = await emptyStore(t);
  const data = await dataFolder(t);
  const first = await bootstrap({ access: createAccess({ store }), data, org: 'dev' });
  const access = createAccess({ store });
  assert.deepEqual(await bootstrap({ access, data, org: 'lab' }), first);
  assert.deepEqual(
    (await access.organisations.list()).map(({ name }) => name),
    ['dev', 'lab'],
  );
  const [admin] = await access.candidates('lab', 'admin');
  assert.ok(admin);
  assert.equal(await access.isAdmin('lab', admin), true);
});

test('a key that was taken away, and a user who was deleted, stay so', async (t) => {
  const store = await emptyStore(t);
  const data = await dataFolder(t);
  const access = createAccess({ store });
  const { admin } = await bootstrap({ access, data, org: 'dev' });
  await rm(admin.file ?? '');
  await access.users.delete('admin');
  const later = await bootstrap({ access, data, org: 'lab' });
  assert.equal(later.admin.privateKey, undefined);
  assert.deepEqual(await access.users.list(), ['pivotal']);
  assert.deepEqual(await access.users.listAssociated('lab'), []);
});

test('a first start that was cut short is taken up with the keys it has made', async (t) => {
  const data = await dataFolder(t);
  const first = await bootstrap({ access: createAccess({ store: await emptyStore(t) }), data, org: 'dev' });
  await writeFile(join(data, 'keys', 'admin.pem.new'), 'half a key', { mode: 0o644 });
  await rm(join(data, 'keys', 'pivotal.pem'));

  const access = createAccess({ store: await emptyStore(t) });
  await access.users.create({ name: 'admin', publicKey: publicKeyOf(first.admin.privateKey) });
  const second = await bootstrap({ access, data, org: 'dev' });
  assert.equal(second.admin.privateKey, first.admin.privateKey);
  assert.notEqual(second.pivotal.privateKey, first.pivotal.privateKey);
  assert.equal((await access.users.get('pivotal'))?.publicKey, publicKeyOf(second.pivotal.privateKey));
  assert.deepEqual(await access.users.listAssociated('dev'), ['admin']);
});

test('without a data folder keys stay in memory; without a name there is no organisation', async (t) => {
  const access = createAccess({ store: await emptyStore(t) });
  const { admin, pivotal } = await bootstrap({ access });
  assert.equal(admin.file, undefined);
  assert.equal((await access.users.get('admin'))?.publicKey, publicKeyOf(admin.privateKey));
  assert.equal((await access.users.get('pivotal'))?.publicKey, publicKeyOf(pivotal.privateKey));
  assert.deepEqual(await access.organisations.list(), []);
});

test('a bad organisation name, or a file that is no key, stops the start with a sentence', async (t) => {
  const access = createAccess({ store: await emptyStore(t) });
  const data = await dataFolder(t);
  await assert.rejects(bootstrap({ access, data, org: 'No Good' }), (error) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, /Invalid organization name "No Good"/);
    return true;
  });
  assert.deepEqual(await readdir(data), []);

  await bootstrap({ access: createAccess({ store: await emptyStore(t) }), data });
  await writeFile(join(data, 'keys', 'pivotal.pem'), 'not a key');
  await assert.rejects(bootstrap({ access, data }), /Key file .*pivotal\.pem holds no private key/);
  assert.deepEqual(await access.users.list(), []);
});
