import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { startReferenceServer } from '../server/server.ts';
import { runTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { startTestProxy } from './testing/test-proxy.ts';

const CERT = fileURLToPath(new URL('testing/tls/cert.pem', import.meta.url));
const KEY = fileURLToPath(new URL('testing/tls/key.pem', import.meta.url));

/** Requests past our own client, with a Host of their own, by undici, and those of virtual nodes. */
const SCENARIOS = ['REQUESTS-034', 'REQUESTS-035', 'REQUESTS-141', 'REQUESTS-142', 'QUORUM-007'];

test('a server behind TLS is judged with a certificate that a relative path names', async (context) => {
  const folder = temporaryFolder(context);
  copyFileSync(CERT, join(folder, 'ca.pem'));
  const server = await startReferenceServer({
    host: '127.0.0.1',
    org: 'dev',
    timings: { heartbeatIntervalMs: 100 },
  });
  const tls = { cert: readFileSync(CERT, 'utf8'), key: readFileSync(KEY, 'utf8') };
  const proxy = await startTestProxy(server.url, { tls });
  try {
    writeFileSync(join(folder, 'admin.pem'), server.bootstrapKeys.admin, { mode: 0o600 });
    const target = ['--server', proxy.url, '--org', 'dev', '--key', 'admin.pem', '--parallel', '2'];
    const { stdout, stderr } = await runTestProgram(context, ['conform', ...SCENARIOS, ...target], {
      folder,
      env: { NODE_EXTRA_CA_CERTS: 'ca.pem' },
    });
    const file = join(folder, 'conformance-report', 'results.json');
    const results: ConformanceResults = JSON.parse(readFileSync(file, 'utf8'));
    const isAsked = ({ id }: { readonly id: string }) => SCENARIOS.includes(id.replace(/:\d+$/, ''));
    const asked = results.scenarios.filter(isAsked);
    assert.ok(asked.length >= SCENARIOS.length);
    assert.deepEqual(
      asked.filter(({ verdict }) => verdict !== 'passed').map(({ id, failure }) => [id, failure?.message]),
      [],
      stdout + stderr,
    );
  } finally {
    await proxy.close();
    await server.stop();
  }
});
