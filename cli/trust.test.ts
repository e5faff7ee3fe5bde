import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { startTlsFront } from './testing/tls-front.ts';

const ASKS = ['job', 'list', '--org', 'dev', '--key', 'k.pem'];

test('a certificate is trusted that an option, the environment or a configuration file names', async (context) => {
  const { url, folder } = await startTlsFront(context);
  const ask = [...ASKS, '--server', url];
  const refused = await runHereIn(folder, ask);
  assert.equal(refused.code, 3);
  assert.match(
    refused.stderr,
    /signed by itself\): to trust it, give its certificate with --ca FILE, or in NODE_EXTRA/,
  );

  const done = { code: 0, stdout: '', stderr: '' };
  const named = await runHereIn(folder, [...ask, '--ca', 'ca.pem']);
  assert.deepEqual({ ...named, stdout: '' }, done);
  assert.equal((await runHereIn(folder, ask, { PUSH_HARNESS_CA: 'ca.pem' })).code, 0);
  // the path counts from the file
  const elsewhere = temporaryFolder(context);
  writeFileSync(join(folder, 'push-harness.yaml'), `server: ${url}\norg: dev\nkey: k.pem\nca: ca.pem\n`);
  const by = ['--config', join(folder, 'push-harness.yaml')];
  const configured = await runHereIn(elsewhere, ['job', 'list', ...by]);
  assert.equal(configured.code, 0, configured.stderr);
});

test('the certificate of another is not trusted', async (context) => {
  const [{ url, folder }, other] = [await startTlsFront(context), await startTlsFront(context)];
  const { code, stderr } = await runHereIn(folder, [
    ...ASKS,
    ...['--server', url, '--ca', join(other.folder, 'ca.pem')],
  ]);
  assert.equal(code, 3);
  assert.match(stderr, /its certificate is signed by itself/);
});

test('--insecure takes any certificate, and says once what that means', async (context) => {
  const { url, server, folder } = await startTlsFront(context);
  const { code, stderr } = await runHereIn(folder, [...ASKS, '--server', url, '--insecure']);
  assert.equal(code, 0, stderr);
  assert.match(
    stderr,
    /^INSECURE: the certificate of https:\/\/127\.0\.0\.1:\d+ is not checked\. Anyone on the network path to it can read all requests and answer in its place; --ca FILE checks it\.\n$/,
  );
  // where there is no certificate there is nothing to say
  const plain = await runHereIn(folder, [...ASKS, '--server', server.url, '--insecure']);
  assert.deepEqual([plain.code, plain.stderr], [0, '']);
});

test('what is no certificate is named with the remedy, and a key is not shown', async (context) => {
  const { url, folder, tls } = await startTlsFront(context);
  const broken = tls.cert.replace(/^[^-].*$/m, '');
  const files = {
    'empty.pem': '',
    'key.pem': tls.key,
    'text.pem': 'mine',
    'broken.pem': `${tls.cert}${broken}`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const said: Readonly<Record<string, RegExp>> = {
    'none.pem':
      /^Cannot read the certificate none\.pem \(ENOENT: .*\); check the path and its permissions\.\n$/,
    'empty.pem': /^empty\.pem is empty; give a PEM file with the certificate to trust\.\n$/,
    'key.pem': /^key\.pem is a private key, .*; give the certificate to trust, in PEM\.\n$/,
    'text.pem': /^text\.pem holds no certificate in PEM; openssl x509 -inform der .* makes one of DER\.\n$/,
    'broken.pem':
      /^broken\.pem holds 2 certificates, of which number 2 cannot be read; copy it again, whole\.\n$/,
  };
  for (const [name, words] of Object.entries(said)) {
    const { code, stderr } = await runHereIn(folder, [...ASKS, '--server', url, '--ca', name]);
    assert.equal(code, 2, name);
    assert.match(stderr, words);
  }
});

test('feeds come over https too', async (context) => {
  const { url, server, folder } = await startTlsFront(context);
  const options = ['--server', url, '--org', 'dev', '--key', 'k.pem', '--ca', 'ca.pem'];
  const job = await runHereIn(folder, ['job', 'start', 'true', 'ghost', '--json', ...options]);
  assert.match(job.stdout, /"quorum_failed"/, job.stderr);
  assert.ok(server.counters()['http_responses.201'], 'the job was started over https');
});
