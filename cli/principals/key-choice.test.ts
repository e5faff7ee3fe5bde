import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createWithKey } from './key-choice.ts';

const MADE = { noun: 'user', name: 'rebecca' };

function setup(context: TestContext, json = false) {
  const folder = temporaryFolder(context);
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const output = createOutput(stdout, stderr, json);
  const { signal } = new AbortController();
  const surroundings = {
    output,
    folder,
    env: {},
    signal,
    flags: new Set<string>(),
    settings: async () => new Map(),
  };
  return { folder, stdout, stderr, surroundings };
}

const NO_CHOICE = { publicKey: undefined, keyOut: undefined };

test('a key that the server drew is shown', async (context) => {
  const { surroundings, stdout, stderr } = setup(context);
  await createWithKey(surroundings, MADE, NO_CHOICE, async () => 'PRIVATE\n');
  assert.deepEqual(stdout.lines, ['PRIVATE']);
  assert.deepEqual(stderr.lines, ['Made the user rebecca.']);
});

test('or stands in the machine line', async (context) => {
  const { surroundings, stdout } = setup(context, true);
  await createWithKey(surroundings, MADE, NO_CHOICE, async () => 'PRIVATE\n');
  assert.deepEqual(JSON.parse(stdout.text), { name: 'rebecca', private_key: 'PRIVATE\n' });
});

test('or goes to a new file for its owner alone, and is not shown', async (context) => {
  const { surroundings, stdout, folder } = setup(context);
  await createWithKey(surroundings, MADE, { ...NO_CHOICE, keyOut: 'r.pem' }, async () => 'PRIVATE\n');
  assert.equal(stdout.text, '');
  assert.equal(readFileSync(join(folder, 'r.pem'), 'utf8'), 'PRIVATE\n');
  assert.equal(statSync(join(folder, 'r.pem')).mode & 0o777, 0o600);
});

test('nobody is made when the file for the key is there already', async (context) => {
  const { surroundings, folder } = setup(context);
  writeFileSync(join(folder, 'r.pem'), 'precious');
  let made = false;
  const create = async () => {
    made = true;
    return 'PRIVATE';
  };
  await assert.rejects(createWithKey(surroundings, MADE, { ...NO_CHOICE, keyOut: 'r.pem' }, create), {
    name: 'UsageError',
    message: 'The file r.pem is there already; give another --key-out.',
  });
  assert.equal(made, false);
  assert.equal(readFileSync(join(folder, 'r.pem'), 'utf8'), 'precious');
});

test('no file is left when the server refuses', async (context) => {
  const { surroundings, folder } = setup(context);
  const create = async () => {
    throw new Error('refused');
  };
  await assert.rejects(
    createWithKey(surroundings, MADE, { ...NO_CHOICE, keyOut: 'r.pem' }, create),
    /refused/,
  );
  assert.equal(existsSync(join(folder, 'r.pem')), false);
});

test('a key that cannot be written when it is there is shown: the server has it no more', async (context) => {
  const { surroundings, stdout, folder } = setup(context);
  mkdirSync(join(folder, 'keys'));
  const create = async () => {
    rmSync(join(folder, 'keys'), { recursive: true });
    return 'PRIVATE\n';
  };
  await assert.rejects(createWithKey(surroundings, MADE, { ...NO_CHOICE, keyOut: 'keys/r.pem' }, create), {
    name: 'UsageError',
    message:
      'Made the user rebecca, but cannot write keys/r.pem (ENOENT: nothing can be made there); its private key is on stdout, keep it.',
  });
  assert.deepEqual(stdout.lines, ['PRIVATE']);
});

test('a public key of one’s own is registered as it is', async (context) => {
  const { surroundings, stdout, folder } = setup(context);
  const { publicKey } = newKeyPair();
  writeFileSync(join(folder, 'r.pub'), publicKey);
  let registered: string | undefined;
  await createWithKey(surroundings, MADE, { ...NO_CHOICE, publicKey: 'r.pub' }, async (chosen) => {
    registered = chosen.publicKey;
    return undefined;
  });
  assert.equal(registered, publicKey);
  assert.equal(stdout.text, '');
});
