import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { startTestProgram } from '../testing/push-harness.ts';
import { startTlsFront } from '../testing/tls-front.ts';

test('a node reaches its server over TLS, by an address that names the organisation', async (context) => {
  const { url, server, folder } = await startTlsFront(context);
  const publicKey = createPublicKey(server.bootstrapKeys.admin).export({ type: 'spki', format: 'pem' });
  await server.access.clients.create('dev', { name: 'web1', publicKey: publicKey.toString() });
  const env = {
    PUSH_JOBS_SERVER_URL: `${url}/organizations/dev`,
    PUSH_JOBS_NODE_NAME: 'web1',
    PUSH_JOBS_KEY_FILE: 'k.pem',
  };
  const unknown = startTestProgram(context, ['node', 'run', '--json'], { folder, env });
  const { reason } = await unknown.event('config_failed');
  assert.match(String(reason), /signed by itself\): .*--ca FILE/);
  const node = startTestProgram(context, ['node', 'run', '--json', '--ca', 'ca.pem'], { folder, env });
  await node.event('in_service');
});
