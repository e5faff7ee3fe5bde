import assert from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { connect } from 'node:tls';
import { certificateFor } from '../server/tls/certificate.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const WORDS = [
  ...['serve', '--json', '--port', '0', '--heartbeat-port', '0', '--command-port', '0'],
  ...['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'],
];

/** A server by a pair in files, and another pair. */
async function served(context: TestContext) {
  const folder = temporaryFolder(context);
  const draw = () => certificateFor({ names: ['127.0.0.1'], nowMs: Date.now() });
  const [first, second] = [await draw(), await draw()];
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, `new-${name}`), text, { mode: 0o600 });
    renameSync(join(folder, `new-${name}`), join(folder, name));
  };
  put('cert.pem', first.certificate);
  put('key.pem', first.privateKey);
  const running = startTestProgram(context, WORDS, { folder });
  const { url, pid } = await running.event('ready');
  const shown = () => shownAt(Number(new URL(String(url)).port), [first.certificate, second.certificate]);
  return { running, folder, put, shown, pid: Number(pid), first, second };
}

/** Which of these certificates a server shows: its place among them. */
async function shownAt(port: number, certificates: readonly string[]): Promise<number> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return certificates.findIndex((pem) => pem.replaceAll('\n', '').includes(raw.toString('base64')));
}

test('serve reads its certificate again when the files have changed, and says so', async (context) => {
  const { running, put, shown, second } = await served(context);
  assert.equal(await shown(), 0);
  put('key.pem', second.privateKey);
  const broken = await running.event('certificate');
  assert.equal(broken.read, false);
  assert.match(String(broken.reason), /^The key of --tls-key does not belong to the first certificate/);
  assert.equal(await shown(), 0);
  put('cert.pem', second.certificate);
  const read = await running.event('certificate', ({ read: wasRead }) => wasRead === true);
  assert.ok(Date.parse(String(read.valid_to)) > Date.now());
  assert.equal(await shown(), 1);
});

test('serve reads its certificate again at SIGHUP and goes on; a broken one leaves that from before', async (context) => {
  const { running, folder, put, shown, pid, first, second } = await served(context);
  const text = readFileSync(join(folder, 'cert.pem'), 'utf8');
  assert.equal(text, first.certificate);
  process.kill(pid, 'SIGHUP');
  await running.event('certificate', ({ read }) => read === true);
  assert.equal(await shown(), 0);
  put('cert.pem', 'nothing');
  process.kill(pid, 'SIGHUP');
  const { reason } = await running.event('certificate', ({ read }) => read === false);
  assert.match(String(reason), /holds no certificate in PEM/);
  assert.equal(await shown(), 0);
  put('cert.pem', second.certificate);
  put('key.pem', second.privateKey);
  running.signal('SIGTERM');
  const { code, stderr } = await running.ended;
  assert.equal(code, 0);
  assert.match(stderr, /The certificate from before is still shown\./);
  assert.doesNotMatch(stderr, /PRIVATE KEY/);
});
