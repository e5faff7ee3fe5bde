import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { startForwardProxy } from './testing/forward-proxy.ts';
import { runTestProgram } from './testing/push-harness.ts';
import { startTlsFront, type TlsFront } from './testing/tls-front.ts';

/** Requests past our own client, with a Host of their own, by undici, and those of virtual nodes. */
const SCENARIOS = ['REQUESTS-034', 'REQUESTS-035', 'REQUESTS-141', 'REQUESTS-142', 'QUORUM-007'];

interface Asked {
  readonly scenarios?: readonly string[];
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Judges the server behind the front, and gives what was said on the way. */
async function allPass(
  context: TestContext,
  { folder }: TlsFront,
  { scenarios = SCENARIOS, words, env = {} }: Asked,
): Promise<string> {
  const { stdout, stderr } = await runTestProgram(
    context,
    ['conform', ...scenarios, ...words, '--parallel', '2'],
    { folder, env },
  );
  const file = join(folder, 'conformance-report', 'results.json');
  const results: ConformanceResults = JSON.parse(readFileSync(file, 'utf8'));
  const isAsked = ({ id }: { readonly id: string }) => scenarios.includes(id.replace(/:\d+$/, ''));
  const asked = results.scenarios.filter(isAsked);
  assert.ok(asked.length >= scenarios.length);
  assert.deepEqual(
    asked.filter(({ verdict }) => verdict !== 'passed').map(({ id, failure }) => [id, failure?.message]),
    [],
    stdout + stderr,
  );
  return stderr;
}

test('a server behind TLS is judged with a certificate that a relative path names', async (context) => {
  const front = await startTlsFront(context);
  const words = ['--server', front.url, '--org', 'dev', '--key', 'k.pem'];
  await allPass(context, front, { words, env: { NODE_EXTRA_CA_CERTS: 'ca.pem' } });
});

test('the file of a target names the certificate, from its own folder', async (context) => {
  const front = await startTlsFront(context);
  const { folder, url } = front;
  const targets = join(folder, 'targets');
  mkdirSync(targets);
  renameSync(join(folder, 'ca.pem'), join(targets, 'ca.pem'));
  const lines = [
    'name: over TLS',
    'dialect: auto',
    `server: ${url}`,
    'ca: ca.pem',
    'organisation: dev',
    'roles: { admin: { user: admin, key: ../k.pem } }',
  ];
  writeFileSync(join(targets, 'mine.yaml'), lines.join('\n'));
  const stderr = await allPass(context, front, { words: ['--target', 'targets/mine.yaml'] });
  assert.doesNotMatch(stderr, /INSECURE/);
});

test('a server is judged whose certificate nobody checks, which is said once', async (context) => {
  const front = await startTlsFront(context);
  const words = ['--server', front.url, '--org', 'dev', '--key', 'k.pem', '--insecure'];
  const stderr = await allPass(context, front, { scenarios: ['REQUESTS-034', 'QUORUM-007'], words });
  assert.equal(stderr.match(/INSECURE: the certificate/g)?.length, 1, stderr);
});

test('a server behind a proxy is judged by it, requests past our own client too', async (context) => {
  const front = await startTlsFront(context);
  const { port, asked } = await startForwardProxy(context, {
    to: Number(new URL(front.url).port),
    wants: 'jane:secret',
  });
  const words = ['--server', 'https://push.test', '--org', 'dev', '--key', 'k.pem', '--ca', 'ca.pem'];
  const env = { HTTPS_PROXY: `http://jane:secret@127.0.0.1:${port}` };
  const stderr = await allPass(context, front, { scenarios: ['REQUESTS-034', 'QUORUM-007'], words, env });
  assert.doesNotMatch(stderr, /secret/);
  const report = join(front.folder, 'conformance-report');
  for (const each of readdirSync(report, { withFileTypes: true }).filter((entry) => entry.isFile()))
    assert.doesNotMatch(readFileSync(join(report, each.name), 'utf8'), /jane:secret/, each.name);
  assert.ok(asked.length > 0);
});
