import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { COMMAND_FLAG, formatFrame, formatMessage, LONG, MORE } from './frame.ts';
import { formatGreetingEnd, formatOldGreetingEnd, GREETING_START } from './greeting.ts';
import { type Piece, ZmtpReader } from './zmtp-reader.ts';

const GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('NULL', false)]);
/** What libzmq 4.3 sends. Source: RFC 37, "Formal Grammar". */
const GREETING_TO_THE_BYTE = Buffer.from(
  `ff00000000000000017f0301${Buffer.from('NULL').toString('hex').padEnd(40, '0')}${'00'.repeat(32)}`,
  'hex',
);
/** ZMTP 2.0: revision 1, SUB, no identity. Source: RFC 15. */
const OLD_GREETING = Buffer.from('ff00000000000000017f01020000', 'hex');

/** Everything that is read of these chunks; bodies copied, since they are good only until more is read. */
function readAll(reader: ZmtpReader, chunks: Iterable<Buffer>): Piece[] {
  const pieces: Piece[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let piece = reader.next(); piece !== undefined; piece = reader.next()) {
      pieces.push(piece.type === 'frame' ? { ...piece, body: Buffer.from(piece.body) } : piece);
      if (piece.type === 'refused') return pieces;
    }
  }
  return pieces;
}

function read(bytes: Uint8Array, maxFrameBytes = 1_000): Piece[] {
  return readAll(new ZmtpReader(maxFrameBytes), [Buffer.from(bytes)]);
}

/** What follows a greeting. */
const framesOf = (bytes: Uint8Array, maxFrameBytes?: number) =>
  read(Buffer.concat([GREETING, bytes]), maxFrameBytes).slice(2);

const GREETED: Piece[] = [
  { type: 'version', version: 3 },
  { type: 'greeting', greeting: { version: 3, mechanism: 'NULL', isServer: false } },
];

test('a greeting is written as it stands in the RFC', () => {
  assert.deepEqual(GREETING, GREETING_TO_THE_BYTE);
  assert.deepEqual(
    Buffer.concat([GREETING_START, formatOldGreetingEnd('PUB')]).subarray(11),
    Buffer.of(1, 0, 0),
  );
});

test('the version is told as soon as it is there, before the rest of the greeting', () => {
  const reader = new ZmtpReader(100);
  assert.deepEqual(readAll(reader, [GREETING.subarray(0, 10)]), []);
  assert.deepEqual(readAll(reader, [GREETING.subarray(10, 11)]), GREETED.slice(0, 1));
  assert.deepEqual(readAll(reader, [GREETING.subarray(11)]), GREETED.slice(1));
});

test('a peer of ZMTP 2.0 is known by its revision, and its identity is its first frame', () => {
  assert.deepEqual(read(OLD_GREETING), [
    { type: 'version', version: 2 },
    { type: 'greeting', greeting: { version: 2, socketType: 2 } },
    { type: 'frame', isCommand: false, hasMore: false, body: Buffer.alloc(0) },
  ]);
});

test('a peer of a version yet to come is spoken to as one of ZMTP 3', () => {
  const later = Buffer.from(GREETING);
  later[10] = 4;
  assert.deepEqual(read(later), GREETED);
});

test('a mechanism is all of its name: what stands behind the first zero is not passed over', () => {
  const twice = Buffer.from(GREETING);
  twice[17] = 0x41;
  assert.deepEqual(read(twice)[1], {
    type: 'greeting',
    greeting: { version: 3, mechanism: 'NULL\0A', isServer: false },
  });
});

for (const [title, bytes, reason] of [
  ['a request of HTTP', Buffer.from('GET / HTTP/1.1\r\n'), 'not_zmtp'],
  ['a greeting of TLS', Buffer.of(0x16, 3, 1), 'not_zmtp'],
  ['ZMTP 1.0, a long identity', Buffer.from('ff000000000000000500', 'hex'), 'old_version'],
  ['a revision of 0', Buffer.from('ff00000000000000017f00', 'hex'), 'old_version'],
] as const) {
  test(`${title} is refused as ${reason}`, () => {
    assert.deepEqual(read(bytes), [{ type: 'refused', reason }]);
  });
}

test('frames are read with what they are: short, long, more to come, a command', () => {
  const long = Buffer.alloc(300, 7);
  const frames = Buffer.concat([
    formatMessage(['a', long, '']),
    formatFrame(COMMAND_FLAG, Buffer.from('\x04PING')),
  ]);
  assert.deepEqual(framesOf(frames), [
    { type: 'frame', isCommand: false, hasMore: true, body: Buffer.from('a') },
    { type: 'frame', isCommand: false, hasMore: true, body: long },
    { type: 'frame', isCommand: false, hasMore: false, body: Buffer.alloc(0) },
    { type: 'frame', isCommand: true, hasMore: false, body: Buffer.from('\x04PING') },
  ]);
});

test('a length of eight bytes may be small', () => {
  assert.deepEqual(framesOf(Buffer.of(LONG, 0, 0, 0, 0, 0, 0, 0, 1, 0x61)), [
    { type: 'frame', isCommand: false, hasMore: false, body: Buffer.from('a') },
  ]);
});

test('a frame is refused by the length that it announces, before any of it has come', () => {
  const refused = [{ type: 'refused', reason: 'frame_too_long' }];
  assert.deepEqual(framesOf(Buffer.of(LONG, 0, 0, 0, 4, 0xa8, 0x17, 0xc8, 0)), refused); // 20 GB
  assert.deepEqual(framesOf(Buffer.of(LONG, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)), refused);
  assert.deepEqual(framesOf(Buffer.of(LONG, 0, 0, 0, 0, 0, 0, 3, 0xe9)), refused); // one too many
  assert.deepEqual(framesOf(Buffer.of(LONG, 0, 0, 0, 0, 0, 0, 3, 0xe8)), []);
  assert.deepEqual(framesOf(Buffer.of(0, 11), 10), refused);
});

test('flags that are reserved, and a command of several frames, are refused', () => {
  const refused = [{ type: 'refused', reason: 'bad_flags' }];
  for (let flags = 8; flags < 256; flags++) assert.deepEqual(framesOf(Buffer.of(flags, 0)), refused);
  assert.deepEqual(framesOf(Buffer.of(COMMAND_FLAG | MORE, 0)), refused);
  assert.deepEqual(framesOf(Buffer.of(COMMAND_FLAG | MORE | LONG)), refused);
  assert.deepEqual(read(Buffer.concat([OLD_GREETING, Buffer.of(COMMAND_FLAG, 0)])).at(-1), refused[0]);
});

test('after a refusal nothing is read any more', () => {
  const reader = new ZmtpReader(10);
  reader.push(Buffer.from('hello'));
  const refused = { type: 'refused', reason: 'not_zmtp' };
  assert.deepEqual(reader.next(), refused);
  reader.push(GREETING);
  reader.push(GREETING);
  assert.equal(reader.waitingBytes, 0);
  assert.deepEqual(reader.next(), refused);
  assert.deepEqual(reader.next(), refused);
});

test('bytes mean the same in whatever parts they come', () => {
  const frame = fc
    .tuple(fc.constantFrom(0, MORE, COMMAND_FLAG), fc.uint8Array({ maxLength: 400 }))
    .map(([flags, body]) => formatFrame(flags, body));
  fc.assert(
    fc.property(fc.array(frame), fc.array(fc.integer({ min: 1, max: 300 })), (frames, cuts) => {
      const bytes = Buffer.concat([GREETING, ...frames]);
      const chunks: Buffer[] = [];
      let at = 0;
      for (const cut of [...cuts, bytes.byteLength]) {
        chunks.push(bytes.subarray(at, at + cut));
        at += cut;
      }
      assert.deepEqual(readAll(new ZmtpReader(400), chunks), read(bytes, 400));
      const singly = Array.from(bytes, (byte) => Buffer.of(byte));
      assert.deepEqual(readAll(new ZmtpReader(400), singly), read(bytes, 400));
    }),
    { numRuns: 50 },
  );
});

test('no bytes make it throw, or hold more than one frame and what announces it', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.uint8Array({ maxLength: 100 })), (greets, chunks) => {
      const reader = new ZmtpReader(50);
      for (const chunk of [...(greets ? [GREETING] : []), ...chunks]) {
        readAll(reader, [Buffer.from(chunk)]);
        assert.ok(reader.waitingBytes <= 64, `${reader.waitingBytes} bytes`);
      }
    }),
  );
});
