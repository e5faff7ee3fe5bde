import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import test from 'node:test';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const REQUEST = `POST ${PUSHY}/jobs HTTP/1.1\r\nHost: push\r\nContent-Type: application/json\r\n`;

async function openServer(t: Parameters<typeof httpFixture>[0]) {
  const { app, clock } = await httpFixture(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  return { socket, clock };
}

test('a body that says that it is too large is refused before it comes', async (t) => {
  const { socket, clock } = await openServer(t);
  socket.write(`${REQUEST}Content-Length: 5000000000\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  assert.match(answer, /connection: close/i);
  assert.match(answer, /\{"error":\["request body too large \(must be <= 1000000 bytes\)"\]\}$/);
  clock.advance(1_000);
  await once(socket, 'close');
});

test('a body that turns out to be too large is refused before its end', async (t) => {
  const { socket, clock } = await openServer(t);
  socket.write(`${REQUEST}Transfer-Encoding: chunked\r\n\r\n`);
  const chunk = `186a0\r\n${' '.repeat(100_000)}\r\n`;
  for (let count = 0; count < 11; count++) socket.write(chunk);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  clock.advance(1_000);
  await once(socket, 'close');
});

test('a client that sends all of it first sees the answer too', async (t) => {
  const { socket } = await openServer(t);
  socket.end(`${REQUEST}Content-Length: 1000001\r\n\r\n${' '.repeat(1_000_001)}`);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  await once(socket, 'close');
});
