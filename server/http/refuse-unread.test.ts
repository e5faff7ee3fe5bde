import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import { type AskOptions, httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;

async function openServer(t: TestContext) {
  const { app, clock, headersOf } = await httpFixture(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  // a test that fails leaves nobody waiting for the end of it
  t.after(() => socket.destroy());
  /** The head of a post of a job, signed for no body. */
  const head = (headers: NonNullable<AskOptions['headers']>) => {
    const all = headersOf('POST', JOBS, { headers: { 'content-type': 'application/json', ...headers } });
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return `POST ${JOBS} HTTP/1.1\r\n${lines.join('')}\r\n`;
  };
  return { socket, clock, head };
}

/** Takes the signature away. */
const UNSIGNED = { 'x-ops-userid': undefined };
const CHUNK = `186a0\r\n${' '.repeat(100_000)}\r\n`;

test('a body that says that it is too large is refused before it comes, signed or not', async (t) => {
  const { socket, clock, head } = await openServer(t);
  socket.write(head({ ...UNSIGNED, 'content-length': '5000000000' }));
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  assert.match(answer, /connection: close/i);
  assert.match(answer, /\{"error":\["request body too large \(must be <= 1000000 bytes\)"\]\}$/);
  clock.advance(1_000);
  await once(socket, 'close');
});

test('a body that turns out to be too large is refused before its end', async (t) => {
  const { socket, clock, head } = await openServer(t);
  socket.write(head({ 'transfer-encoding': 'chunked' }));
  for (let count = 0; count < 11; count++) socket.write(CHUNK);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  clock.advance(1_000);
  await once(socket, 'close');
});

test('a client that sends all of it first sees the answer too', async (t) => {
  const { socket, head } = await openServer(t);
  socket.end(`${head({ 'content-length': '1000001' })}${' '.repeat(1_000_001)}`);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 413 /);
  await once(socket, 'close');
});

test('what the headers allow to refuse is refused before the body comes', async (t) => {
  const { socket, head } = await openServer(t);
  socket.write(head({ ...UNSIGNED, 'content-length': '1000' }));
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 400 /);
  assert.match(answer, /missing required authentication header\(s\) 'X-Ops-UserId'/);
  // the connection is used again once the body is over
  socket.write(`${' '.repeat(1_000)}GET /pushy/_status HTTP/1.1\r\nHost: push\r\n\r\n`);
  const [next] = await once(socket, 'data');
  assert.match(next, /^HTTP\/1.1 200 /);
});

test('a body without a declared length that is refused by its headers is not read to its end', async (t) => {
  const { socket, clock, head } = await openServer(t);
  socket.write(`${head({ ...UNSIGNED, 'transfer-encoding': 'chunked' })}${CHUNK}`);
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1.1 400 /);
  assert.match(answer, /connection: close/i);
  clock.advance(1_000);
  await once(socket, 'close');
});
