import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { listenerPid } from './listener-pid.ts';
import { localServer } from './local-server.ts';

test('the process that listens at a port of this machine is found, and none elsewhere', async (context) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as { readonly port: number };
  assert.equal(listenerPid(`http://127.0.0.1:${port}`), process.pid);
  assert.equal(localServer(`http://localhost:${port}/`)(), process.pid);
  assert.equal(listenerPid(`http://192.0.2.1:${port}`), undefined);
  assert.equal(listenerPid('https://push.example.org'), undefined);
});
