import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import test from 'node:test';
import { type CutOff, Reader } from './reader.ts';

/** A connection whose other end takes bytes only when it is told to. */
class Connection extends Writable {
  readonly taken: string[] = [];
  #next: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 4 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#next = () => {
      this.taken.push(chunk.toString());
      done();
    };
  }

  /** Takes all that is waiting. */
  async take(): Promise<void> {
    while (this.#next) {
      const next = this.#next;
      this.#next = undefined;
      next();
      await new Promise(setImmediate);
    }
  }
}

function connect(maxBufferBytes: number) {
  const connection = new Connection();
  const cutOffs: CutOff[] = [];
  let gone = 0;
  const reader = new Reader(connection, {
    maxBufferBytes,
    onGone: () => {
      gone += 1;
    },
    onCutOff: (cutOff) => cutOffs.push(cutOff),
  });
  return { connection, reader, cutOffs, gone: () => gone };
}

const TEN = Buffer.from('0123456789');

test('a reader who stops reading is cut off when more than the bound is kept for him', async () => {
  const { connection, reader, cutOffs, gone } = connect(25);
  for (let count = 0; count < 3; count++) reader.write(TEN);
  assert.deepEqual(cutOffs, []);
  reader.write(TEN);
  assert.deepEqual(cutOffs, [{ reason: 'too_slow', bufferedBytes: 30 }]);
  await new Promise(setImmediate);
  assert.deepEqual([connection.destroyed, gone()], [true, 1]);
  reader.write(TEN);
  reader.end();
  assert.equal(cutOffs.length, 1);
});

test('a reader who keeps up is not cut off, however much comes', async () => {
  const { connection, reader, cutOffs } = connect(25);
  for (let count = 0; count < 10; count++) {
    reader.write(TEN);
    reader.write(TEN);
    await connection.take();
  }
  assert.deepEqual(cutOffs, []);
  assert.equal(connection.taken.length, 20);
});

test('the history that a reader asked for does not count until he has taken it', async () => {
  const { connection, reader, cutOffs } = connect(25);
  reader.writeHistory(Buffer.concat([TEN, TEN, TEN, TEN]));
  reader.write(TEN);
  reader.write(TEN);
  assert.deepEqual(cutOffs, []);
  await connection.take();
  for (let count = 0; count < 4; count++) reader.write(TEN);
  assert.deepEqual(cutOffs, [{ reason: 'too_slow', bufferedBytes: 30 }]);
});

test('a reader who does not take the end is given up at the second look', async () => {
  const { connection, reader, cutOffs, gone } = connect(25);
  reader.write(TEN);
  reader.end();
  reader.keepAlive(TEN);
  assert.deepEqual(cutOffs, []);
  reader.keepAlive(TEN);
  assert.deepEqual(cutOffs, [{ reason: 'never_finished', bufferedBytes: 10 }]);
  await new Promise(setImmediate);
  assert.deepEqual([connection.destroyed, gone()], [true, 1]);
});

test('a reader who has taken the end is gone', async () => {
  const { connection, reader, cutOffs, gone } = connect(25);
  reader.writeHistory(TEN);
  reader.end();
  reader.end();
  await connection.take();
  await new Promise(setImmediate);
  assert.deepEqual([gone(), cutOffs.length], [1, 0]);
});
