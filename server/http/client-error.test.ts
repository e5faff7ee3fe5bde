import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import test from 'node:test';
import { httpFixture } from './testing/http-fixture.ts';

test('what is not HTTP is answered with an error body', async (t) => {
  const { app } = await httpFixture(t);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const cases: readonly (readonly [text: string, status: RegExp])[] = [
    ['FOO / HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400 Bad Request\r\n/],
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
  ];
  for (const [text, status] of cases) {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    socket.write(text);
    const [answer] = await once(socket, 'data');
    assert.match(answer, status);
    assert.match(answer, /Content-Type: application\/json\r\n.*\{"error":\[".*"\]\}$/s);
    await once(socket, 'close');
  }
});
