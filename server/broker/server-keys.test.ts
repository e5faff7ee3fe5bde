import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { StartError } from '../start-error.ts';
import { loadServerKeys } from './server-keys.ts';

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('keys outlive a restart, in files that only their owner may read', async (context) => {
  const folder = await folderFor(context);
  const first = await loadServerKeys({ folder, freshKeys: false });
  const rsa = await first.heartbeat();
  const again = await loadServerKeys({ folder, freshKeys: false });
  assert.deepEqual(again.curve, first.curve);
  assert.deepEqual(again.secret, first.secret);
  assert.equal((await again.heartbeat()).publicPem, rsa.publicPem);

  assert.deepEqual((await readdir(folder)).sort(), ['curve.json', 'secret', 'server.pem']);
  for (const name of await readdir(folder)) {
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600, name);
  }
});

test('fresh keys are drawn at every start and not kept, but the RSA key is', async (context) => {
  const folder = await folderFor(context);
  const first = await loadServerKeys({ folder, freshKeys: true });
  const rsa = await first.heartbeat();
  const again = await loadServerKeys({ folder, freshKeys: true });
  assert.notDeepEqual(again.curve, first.curve);
  assert.notDeepEqual(again.secret, first.secret);
  assert.equal((await again.heartbeat()).publicPem, rsa.publicPem);
  assert.deepEqual(await readdir(folder), ['server.pem']);
});

test('the key of the heartbeats is drawn when first asked for, one for all who ask', async (context) => {
  const folder = await folderFor(context);
  const keys = await loadServerKeys({ folder, freshKeys: false });
  assert.deepEqual((await readdir(folder)).sort(), ['curve.json', 'secret']);
  const [one, other] = await Promise.all([keys.heartbeat(), keys.heartbeat()]);
  assert.equal(one, other);
  assert.equal(one.privateKey.asymmetricKeyDetails?.modulusLength, 2_048);
  assert.ok(createPublicKey(one.privateKey).equals(createPublicKey(one.publicPem)));
  assert.equal(await keys.heartbeat(), one);
});

test('a key that cannot be kept is given to nobody, and drawn anew for the next to ask', async (context) => {
  const folder = await folderFor(context);
  const keys = await loadServerKeys({ folder, freshKeys: false });
  const inTheWay = join(folder, 'server.pem.new');
  await mkdir(inTheWay);
  await assert.rejects(keys.heartbeat(), /Cannot write server\.pem/);
  await rmdir(inTheWay);
  const { publicPem } = await keys.heartbeat();
  const again = await loadServerKeys({ folder, freshKeys: false });
  assert.equal((await again.heartbeat()).publicPem, publicPem);
});

test('a key file that others may read is made private', async (context) => {
  const folder = await folderFor(context);
  await loadServerKeys({ folder, freshKeys: false });
  await chmod(join(folder, 'secret'), 0o644);
  await loadServerKeys({ folder, freshKeys: false });
  assert.equal((await stat(join(folder, 'secret'))).mode & 0o777, 0o600);
});

for (const [name, text] of [
  ['curve.json', '{"publicKey":"short","secretKey":"short"}'],
  ['curve.json', 'no json'],
  ['secret', 'abc'],
  ['server.pem', 'no key'],
] as const) {
  test(`a damaged ${name} (${text}) is named with the remedy and left alone`, async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, name), text);
    await assert.rejects(loadServerKeys({ folder, freshKeys: false }), (error) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, new RegExp(`${name}.*remove it`));
      return true;
    });
  });
}
