import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { HttpRefusal } from './errors.ts';
import { BodyReader } from './read-body.ts';

/** A request that a test writes. */
function request(headers: Readonly<Record<string, string>>) {
  const stream = new PassThrough();
  return { stream, raw: Object.assign(stream, { headers }) as unknown as IncomingMessage };
}

function reader(maxBytes: number) {
  let refused = 0;
  const bodies = new BodyReader(maxBytes, () => {
    refused += 1;
  });
  return { bodies, refused: () => refused };
}

const isRefusal = (code: string) => (error: unknown) => error instanceof HttpRefusal && error.code === code;

test('a body takes its declared room until it is given back', async () => {
  const { bodies } = reader(10_000);
  const { stream, raw } = request({ 'content-length': '4000' });
  const reading = bodies.read(raw);
  assert.equal(bodies.bytes, 4_000);
  stream.end(Buffer.alloc(4_000));
  const { bytes, giveBack } = await reading;
  assert.deepEqual([bytes.byteLength, bodies.bytes], [4_000, 4_000]);
  giveBack();
  giveBack();
  assert.equal(bodies.bytes, 0);
});

test('a body for which there is no room is refused before it comes, and a small one still finds some', async () => {
  const { bodies, refused } = reader(10_000);
  const first = bodies.read(request({ 'content-length': '5000' }).raw);
  first.catch(() => undefined);
  await assert.rejects(bodies.read(request({ 'content-length': '3000' }).raw), isRefusal('bodies_full'));
  assert.equal(refused(), 1);
  const small = request({ 'content-length': '10' });
  small.stream.end('0123456789');
  assert.equal((await bodies.read(small.raw)).bytes.toString(), '0123456789');
});

test('a body of unknown length takes room as it comes, and gives it back when it is refused', async () => {
  const { bodies } = reader(10_000);
  const { stream, raw } = request({ 'transfer-encoding': 'chunked' });
  const reading = bodies.read(raw);
  stream.write(Buffer.alloc(4_000));
  stream.write(Buffer.alloc(2_000));
  await assert.rejects(reading, isRefusal('bodies_full'));
  assert.equal(bodies.bytes, 0);
});

test('whoever goes while his body is read, or before, gives the room back', async () => {
  const { bodies } = reader(10_000);
  const { stream, raw } = request({ 'content-length': '4000' });
  const reading = bodies.read(raw);
  stream.destroy();
  await assert.rejects(reading, isRefusal('bad_http'));
  await assert.rejects(bodies.read(raw), isRefusal('bad_http'));
  assert.equal(bodies.bytes, 0);
});
