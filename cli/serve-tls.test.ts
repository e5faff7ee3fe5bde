import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { certificateFor } from '../server/tls/certificate.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];

/** A folder with two pairs: `cert.pem` and `key.pem`, `other.pem` and `other-key.pem`. */
async function pairs(context: TestContext): Promise<string> {
  const folder = temporaryFolder(context);
  for (const [cert, key] of [
    ['cert.pem', 'key.pem'],
    ['other.pem', 'other-key.pem'],
  ] as const) {
    const drawn = await certificateFor({ names: ['127.0.0.1'], nowMs: Date.now() });
    writeFileSync(join(folder, cert), drawn.certificate);
    writeFileSync(join(folder, key), drawn.privateKey, { mode: 0o600 });
  }
  return folder;
}

/** What `serve` says first with these words. */
async function served(context: TestContext, folder: string, words: readonly string[]) {
  const running = startTestProgram(context, ['serve', '--json', ...FREE_PORTS, ...words], { folder });
  return { running, ready: await running.event('ready') };
}

test('serve --tls self makes a certificate, says where, and the commands beside it need no --ca', async (context) => {
  const folder = temporaryFolder(context);
  const { running, ready } = await served(context, folder, ['--tls', 'self']);
  assert.match(String(ready.url), /^https:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(ready.certificate, join(folder, '.push-harness', 'tls', 'certificate.pem'));
  assert.equal(statSync(join(folder, '.push-harness', 'tls', 'key.pem')).mode & 0o777, 0o600);
  const beside = await runHereIn(folder, ['node', 'status']);
  assert.deepEqual([beside.code, beside.stderr], [0, '']);
  const elsewhere = temporaryFolder(context);
  const words = ['node', 'status', '--server', String(ready.url), '--org', 'dev', '--key', String(ready.key)];
  assert.equal((await runHereIn(elsewhere, words)).code, 3);
  assert.equal((await runHereIn(elsewhere, [...words, '--ca', String(ready.certificate)])).code, 0);
  running.signal('SIGTERM');
  assert.equal((await running.ended).code, 0);
});

test('serve takes a certificate and its key, and people are told of it', async (context) => {
  const folder = await pairs(context);
  const words = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'];
  const { ready } = await served(context, folder, words);
  assert.match(String(ready.url), /^https:/);
  assert.equal(ready.certificate, join(folder, 'cert.pem'));
  assert.equal((await runHereIn(folder, ['node', 'status'])).code, 0);
});

const REFUSED: readonly (readonly [words: string, said: RegExp])[] = [
  [
    '--tls-cert cert.pem',
    /^--tls-cert needs the private key of the certificate; give --tls-key FILE too\.\n$/,
  ],
  ['--tls-key key.pem', /^--tls-key needs the certificate that it belongs to; give --tls-cert FILE too\.\n$/],
  ['--tls self --tls-cert cert.pem', /^--tls self makes a certificate, .*; give one of the two\.\n$/],
  ['--tls on', /^--tls is 'on'; give self, which is all that there is\.\n$/],
  ['--tls-cert none.pem --tls-key key.pem', /^Cannot read the certificate none\.pem \(ENOENT/],
  ['--tls-cert cert.pem --tls-key none.pem', /^Cannot read the key of the certificate none\.pem \(ENOENT/],
  [
    '--tls-cert cert.pem --tls-key other-key.pem',
    /^The key of --tls-key does not belong to the first certificate/,
  ],
];

test('a certificate that cannot be used ends serve with 2 and one sentence', async (context) => {
  const folder = await pairs(context);
  for (const [words, said] of REFUSED) {
    const { code, stderr } = await runHereIn(folder, ['serve', ...FREE_PORTS, ...words.split(' ')]);
    assert.equal(code, 2, words);
    assert.match(stderr, said);
    assert.equal(stderr.split('\n').length, 2, stderr);
  }
});
