import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { databasePath } from '../data-folder.ts';
import { keyPairsAhead } from './key-pairs-ahead.ts';

test('every key pair is given once, drawn ahead or not', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-ahead-'));
  context.after(() => rm(folder, { recursive: true }));
  const first = keyPairsAhead(folder);
  await writeFile(databasePath(folder), '');
  const later = keyPairsAhead(folder);
  const pairs = await Promise.all([first(), first(), first(), later()]);
  assert.equal(new Set(pairs.map(({ privateKey }) => privateKey)).size, 4);
  for (const { privateKey, publicKey } of pairs) {
    const key = createPrivateKey(privateKey);
    assert.equal(key.asymmetricKeyDetails?.modulusLength, 2_048);
    assert.ok(createPublicKey(key).equals(createPublicKey(publicKey)));
  }
});
