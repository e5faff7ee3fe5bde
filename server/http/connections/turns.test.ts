import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { Pace } from './pace.ts';
import { readPiecemeal } from './piecemeal.ts';
import { RequestTurns } from './turns.ts';

/** A server whose answers a test gives. */
async function stage(t: TestContext, maxWaiting = 100, pace: Pick<Pace, 'add'> = new Pace()) {
  const asked: string[] = [];
  const responses: ServerResponse[] = [];
  const seen: IncomingMessage[] = [];
  let cut = 0;
  let onAsked: () => void = () => undefined;
  const turns = new RequestTurns({
    maxWaiting,
    pace,
    answer: (request, response) => {
      asked.push(request.url ?? '');
      responses.push(response);
      seen.push(request);
      onAsked();
    },
    onTooMany: () => {
      cut += 1;
    },
  });
  const server = createServer((request, response) => turns.take(request, response));
  server.on('connection', (socket) => readPiecemeal(socket, turns, pace));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    turns,
    asked,
    responses,
    seen,
    cut: () => cut,
    open() {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
      sockets.push(socket);
      return socket;
    },
    async untilAsked(count: number) {
      while (asked.length < count) {
        await new Promise<void>((resolve) => {
          onAsked = resolve;
        });
      }
    },
  };
}

const requests = (...paths: readonly string[]) =>
  paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');

test('the requests of a connection are answered one after the other, those of two at the same time', async (t) => {
  const { turns, asked, responses, open, untilAsked } = await stage(t);
  const socket = open();
  socket.write(requests('/1', '/2', '/3'));
  await untilAsked(1);
  assert.equal(turns.waiting, 2);
  open().write(requests('/other'));
  await untilAsked(2);
  assert.deepEqual(asked, ['/1', '/other']);
  responses[0]?.end('first');
  await untilAsked(3);
  responses[2]?.end('second');
  await untilAsked(4);
  assert.deepEqual([asked.slice(2), turns.waiting], [['/2', '/3'], 0]);
  // and the connection is read again
  responses[3]?.end('third');
  socket.write(requests('/4'));
  await untilAsked(5);
});

test('a request that was sent ahead waits for the pace, and the first of a connection does not', async (t) => {
  const acts: (() => void)[] = [];
  const { turns, asked, responses, open, untilAsked } = await stage(t, 100, { add: (act) => acts.push(act) });
  open().resume().write(requests('/1', '/2'));
  await untilAsked(1);
  const response = responses[0];
  const over = once(response as ServerResponse, 'close');
  response?.end();
  await over;
  open().write(requests('/another'));
  await untilAsked(2);
  assert.deepEqual([asked, turns.waiting, acts.length], [['/1', '/another'], 1, 1]);
  acts[0]?.();
  assert.deepEqual([asked.at(-1), turns.waiting], ['/2', 0]);
});

test('a connection whose answers are not read is asked nothing more', async (t) => {
  const { turns, asked, responses, open, untilAsked } = await stage(t);
  const socket = open().pause();
  socket.write(requests('/1', '/2'));
  await untilAsked(1);
  const whole = Buffer.alloc(20_000_000, 'x');
  responses[0]?.end(whole);
  open().write(requests('/fence'));
  await untilAsked(2);
  assert.deepEqual([asked, turns.waiting], [['/1', '/fence'], 1]);
  socket.resume();
  await untilAsked(3);
  assert.equal(asked[2], '/2');
});

const FIFTY = requests(...Array.from({ length: 50 }, (_, index) => `/${index}`));

test('where too many wait in all a connection with one more is cut, and nobody else', async (t) => {
  const { turns, asked, responses, cut, open, untilAsked } = await stage(t, 2);
  const other = open();
  other.write(requests('/other'));
  await untilAsked(1);
  const flood = open().resume();
  flood.write(FIFTY);
  await once(flood, 'close');
  assert.deepEqual([cut(), turns.waiting, asked], [1, 0, ['/other', '/0']]);
  responses[0]?.end('fine');
  assert.match(String((await once(other, 'data'))[0]), /^HTTP\/1.1 200 /);
});

test('what came in one piece is read as far as it can be answered, and nothing of it is lost', async (t) => {
  const { turns, asked, responses, open, untilAsked } = await stage(t);
  const paths = Array.from({ length: 2_000 }, (_, index) => `/${index}`);
  const socket = open().resume();
  socket.write(requests(...paths));
  for (let count = 1; count <= paths.length; count++) {
    await untilAsked(count);
    // 1 KB of a connection, and what node had begun
    assert.ok(turns.waiting < 10, `${turns.waiting} wait`);
    responses.pop()?.end();
  }
  assert.deepEqual(asked, paths);
});

test('a body behind a request that is being answered arrives whole', async (t) => {
  const { asked, responses, seen, open, untilAsked } = await stage(t);
  const body = 'y'.repeat(300_000);
  const socket = open().resume();
  socket.write(
    `${requests('/1')}POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await untilAsked(1);
  responses[0]?.end();
  await untilAsked(2);
  assert.equal(await text(seen[1] as IncomingMessage), body);
  responses[1]?.end();
  socket.write(requests('/3'));
  await untilAsked(3);
  assert.deepEqual(asked, ['/1', '/2', '/3']);
});

test('what follows a body that came in one piece is read as far as it can be answered', async (t) => {
  const { turns, asked, responses, seen, open, untilAsked } = await stage(t);
  const body = 'y'.repeat(100_000);
  const paths = Array.from({ length: 1_000 }, (_, index) => `/${index}`);
  const post = `POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  open()
    .resume()
    .write(`${post}${requests(...paths)}`);
  await untilAsked(1);
  assert.equal(await text(seen[0] as IncomingMessage), body);
  for (let count = 2; count <= paths.length + 1; count++) {
    responses.pop()?.end();
    await untilAsked(count);
    assert.ok(turns.waiting < 10, `${turns.waiting} wait`);
  }
  assert.deepEqual(asked, ['/post', ...paths]);
});

test('what a client sent ahead is dropped when it goes', async (t) => {
  const { turns, responses, open, untilAsked } = await stage(t);
  const socket = open();
  socket.write(requests('/1', '/2', '/3'));
  await untilAsked(1);
  socket.destroy();
  // nothing is read from it any more, so that it is found out when something is written
  while (responses[0]?.destroyed === false) {
    responses[0].write('x');
    await new Promise(setImmediate);
  }
  assert.equal(turns.waiting, 0);
});
