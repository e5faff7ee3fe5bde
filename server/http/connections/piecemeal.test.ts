import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import test from 'node:test';
import fc from 'fast-check';
import { Pace } from './pace.ts';
import { readPiecemeal } from './piecemeal.ts';
import { RequestTurns } from './turns.ts';

/** A connection that brings its bytes in the pieces in which a test gives them. */
class Connection extends Duplex {
  override _read(): void {
    // a test pushes
  }

  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    done();
  }
}

interface Got {
  readonly url: string | undefined;
  readonly body: string;
}

/** A server that reads each request to its end and then answers. */
function stage(pace: Pick<Pace, 'add'> = new Pace()) {
  const got: Got[] = [];
  let onGot: () => void = () => undefined;
  const turns = new RequestTurns({
    maxWaiting: 100,
    pace,
    answer: async (request, response) => {
      got.push({ url: request.url, body: await text(request) });
      response.end();
      onGot();
    },
    onTooMany: () => assert.fail('too many wait'),
  });
  const server = createServer((request, response) => turns.take(request, response));
  server.on('connection', (socket) => readPiecemeal(socket, turns, pace));
  return {
    got,
    connect() {
      const connection = new Connection();
      server.emit('connection', connection);
      return connection;
    },
    async untilGot(count: number) {
      while (got.length < count) {
        await new Promise<void>((resolve) => {
          onGot = resolve;
        });
      }
    },
  };
}

interface Asked {
  readonly length: 'declared' | 'chunked';
  readonly body: string;
}

/** Texts that look like the ends of headers, like whole requests, and like much. */
const part = fc.oneof(
  fc.constantFrom('\r\n', '\r\n\r\n', '\r', '\n', '0\r\n\r\n', 'GET /none HTTP/1.1\r\nHost: x\r\n\r\n'),
  fc.nat({ max: 40_000 }).map((length) => 'x'.repeat(length)),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  length: fc.constantFrom('declared', 'chunked'),
  body: fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
});

function format({ length, body }: Asked, index: number): string {
  const head = (header: string) => `POST /${index} HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`;
  if (length === 'declared') return `${head(`Content-Length: ${body.length}`)}${body}`;
  const chunk = body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`;
  return `${head('Transfer-Encoding: chunked')}${chunk}0\r\n\r\n`;
}

/** The text in pieces that end at these places, and after every 64 KB. */
function cut(whole: string, places: readonly number[]): readonly string[] {
  const ends = new Set(places.map((place) => place % (whole.length + 1)));
  for (let end = 65_536; end < whole.length; end += 65_536) ends.add(end);
  const sorted = [0, ...ends, whole.length].sort((one, other) => one - other);
  return sorted.slice(1).map((end, index) => whole.slice(sorted[index], end));
}

test('requests arrive whole and in order, however they are cut and whatever their bodies look like', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(asked, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      async (all, places) => {
        const { got, connect, untilGot } = stage();
        const connection = connect();
        for (const piece of cut(all.map(format).join(''), places)) connection.push(piece);
        await untilGot(all.length);
        assert.deepEqual(
          got,
          all.map(({ body }, index) => ({ url: `/${index}`, body })),
        );
        connection.destroy();
      },
    ),
    { numRuns: 40 },
  );
});

test('much at once waits for the pace, and little does not', async () => {
  const acts: (() => void)[] = [];
  const { got, connect, untilGot } = stage({ add: (act) => acts.push(act) });
  const much = format({ length: 'declared', body: 'x'.repeat(20_000) }, 0);
  const connection = connect();
  connection.push(much);
  connect().push(format({ length: 'declared', body: 'little' }, 1));
  await untilGot(1);
  assert.deepEqual(got, [{ url: '/1', body: 'little' }]);
  // whoever resumes it meanwhile has it wait all the same
  connection.resume();
  await new Promise(setImmediate);
  assert.deepEqual([got.length, acts.length], [1, 1]);
  acts[0]?.();
  await untilGot(2);
  assert.equal(got[1]?.body.length, 20_000);
});

test('a connection that closes while it waits for the pace is left alone', async () => {
  const acts: (() => void)[] = [];
  const { got, connect } = stage({ add: (act) => acts.push(act) });
  const connection = connect();
  connection.push(format({ length: 'declared', body: 'x'.repeat(20_000) }, 0));
  await new Promise(setImmediate);
  connection.destroy();
  await new Promise(setImmediate);
  acts[0]?.();
  await new Promise(setImmediate);
  assert.deepEqual([got, acts.length], [[], 1]);
});
