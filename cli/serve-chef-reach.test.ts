import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { fakeChefServer } from '../server/access/chef/testing/fake-chef-server.ts';
import { certificateFor } from '../server/tls/certificate.ts';
import { startForwardProxy } from './testing/forward-proxy.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { startTestProxy } from './testing/test-proxy.ts';

const SERVE = ['serve', '--json', '--port', '0', '--heartbeat-port', '0', '--command-port', '0'];

test('serve asks its Chef server by the proxy that the environment names, and --chef-server-insecure is loud', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), newKeyPair().privateKey, { mode: 0o600 });
  const chef = await fakeChefServer(context);
  const drawn = await certificateFor({ names: ['localhost'], nowMs: Date.now() });
  const front = await startTestProxy(chef.url, { tls: { cert: drawn.certificate, key: drawn.privateKey } });
  context.after(() => front.close());
  const proxy = await startForwardProxy(context, { to: Number(new URL(front.url).port) });
  const env = { HTTPS_PROXY: `http://jane:secret@127.0.0.1:${proxy.port}` };
  const asked = async (words: readonly string[]) => {
    const chefWords = ['--chef-server', 'https://chef.test', '--chef-server-principals', 'https://chef.test'];
    const key = ['--chef-server-key', 'k.pem'];
    const running = startTestProgram(context, [...SERVE, ...chefWords, ...key, ...words], { folder, env });
    const { url } = await running.event('ready');
    const status = [
      'node',
      'status',
      '--server',
      String(url),
      '--org',
      'dev',
      '--user',
      'jane',
      '--key',
      'k.pem',
    ];
    const { stderr: said } = await runHereIn(folder, status);
    running.signal('SIGTERM');
    const { stderr } = await running.ended;
    return { said, stderr };
  };
  const refused = await asked([]);
  assert.match(refused.said, /502|Failed to connect to erchef/);
  assert.deepEqual([...chef.asked], []);
  assert.deepEqual([...new Set(proxy.asked)], ['CONNECT chef.test:443']);
  const { said, stderr } = await asked(['--chef-server-insecure']);
  assert.match(
    stderr,
    /^INSECURE: the certificate of https:\/\/chef\.test is not checked.*--chef-server-ca FILE/m,
  );
  assert.doesNotMatch(refused.stderr + stderr + said, /secret/);
  assert.ok(chef.asked.includes('/organizations/dev'), chef.asked.join('\n'));
});

test('--chef-server-insecure alone says what is missing', async (context) => {
  const { code, stderr } = await runHereIn(temporaryFolder(context), [...SERVE, '--chef-server-insecure']);
  assert.deepEqual([code, /--chef-server URL/.test(stderr)], [2, true]);
});
