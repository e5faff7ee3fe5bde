import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import test from 'node:test';
import { Pace } from '../connections/pace.ts';
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

  /** Takes what is waiting, and whatever comes after it. */
  async take(): Promise<void> {
    while (this.#next) {
      const next = this.#next;
      this.#next = undefined;
      next();
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
  }
}

function connect(
  frames: readonly string[],
  of: 'history' | 'life' = 'life',
  pace: Pick<Pace, 'add'> = new Pace(),
) {
  const connection = new Connection();
  const cutOffs: CutOff[] = [];
  let gone = 0;
  const reader = new Reader(connection, {
    pace,
    onGone: () => {
      gone += 1;
    },
    onCutOff: (cutOff) => cutOffs.push(cutOff),
  });
  const left = [...frames];
  reader.supplyFrom(() => {
    const frame = left.shift();
    return frame === undefined ? undefined : Buffer.from(frame);
  }, of);
  return { connection, reader, left, cutOffs, gone: () => gone };
}

const ALIVE = Buffer.from(':');

test('a reader is given one thing after the other, each when it has taken the one before', async () => {
  const { connection, reader, left } = connect(['one', 'two', 'three']);
  reader.pull();
  reader.pull();
  assert.deepEqual([left.length, reader.isBusy, reader.unsentBytes], [2, true, 3]);
  await connection.take();
  assert.deepEqual([connection.taken, reader.isBusy], [['one', 'two', 'three'], false]);
  left.push('four');
  reader.pull();
  await connection.take();
  assert.equal(connection.taken.at(-1), 'four');
});

test('a history is given at the pace, and what happens is not', async () => {
  const acts: (() => void)[] = [];
  const pace = { add: (act: () => void) => acts.push(act) };
  const history = connect(['one', 'two'], 'history', pace);
  history.reader.pull();
  await history.connection.take();
  assert.deepEqual([history.connection.taken, acts.length], [['one'], 1]);
  acts[0]?.();
  await history.connection.take();
  assert.deepEqual(history.connection.taken, ['one', 'two']);
  const life = connect(['one', 'two'], 'life', pace);
  life.reader.pull();
  await life.connection.take();
  assert.deepEqual(life.connection.taken, ['one', 'two']);
});

test('it is shown that the stream lives where nothing else is on its way', async () => {
  const { connection, reader, cutOffs } = connect(['one']);
  reader.keepAlive(ALIVE);
  await connection.take();
  assert.deepEqual(connection.taken, [':', 'one']);
  reader.keepAlive(ALIVE);
  for (let count = 0; count < 3; count++) reader.keepAlive(ALIVE);
  await connection.take();
  assert.deepEqual([connection.taken, cutOffs], [[':', 'one', ':'], []]);
});

test('one that takes nothing of its history is given up at the second look', async () => {
  const { connection, reader, cutOffs, gone } = connect(['history', 'more'], 'history');
  reader.pull();
  reader.keepAlive(ALIVE);
  assert.deepEqual(cutOffs, []);
  reader.keepAlive(ALIVE);
  assert.deepEqual(cutOffs, [{ reason: 'too_slow', bufferedBytes: 7 }]);
  await new Promise(setImmediate);
  assert.deepEqual([connection.destroyed, gone()], [true, 1]);
});

test('one that is slow to take its history is not', async () => {
  const { connection, reader, cutOffs } = connect(['1234567', '1234567', '1234567'], 'history');
  reader.pull();
  for (let count = 0; count < 3; count++) {
    reader.keepAlive(ALIVE);
    await connection.take();
  }
  assert.deepEqual(cutOffs, []);
});

test('one that does not take the end is given up at the second look', async () => {
  const { connection, reader, cutOffs, gone } = connect(['0123456789']);
  reader.pull();
  reader.end();
  reader.keepAlive(ALIVE);
  assert.deepEqual(cutOffs, []);
  reader.keepAlive(ALIVE);
  assert.deepEqual(cutOffs, [{ reason: 'never_finished', bufferedBytes: 10 }]);
  await new Promise(setImmediate);
  assert.deepEqual([connection.destroyed, gone()], [true, 1]);
});

test('one that has taken the end is gone, and is given nothing more', async () => {
  const { connection, reader, left, cutOffs, gone } = connect(['one']);
  reader.pull();
  left.push('two');
  reader.end();
  reader.end();
  await connection.take();
  await new Promise(setImmediate);
  assert.deepEqual([connection.taken, gone(), cutOffs], [['one'], 1, []]);
});

test('one that is cut off is told of once', async () => {
  const { reader, cutOffs, gone } = connect(['one']);
  reader.cutOff('too_slow', 30);
  reader.cutOff('too_slow', 30);
  reader.pull();
  await new Promise(setImmediate);
  assert.deepEqual([cutOffs, gone()], [[{ reason: 'too_slow', bufferedBytes: 30 }], 1]);
});

test('a reader that had gone before it was let in is gone, and told of once', async () => {
  const connection = new Connection();
  connection.destroy();
  await once(connection, 'close');
  let gone = 0;
  const reader = new Reader(connection, {
    pace: new Pace(),
    onGone: () => {
      gone += 1;
    },
    onCutOff: () => assert.fail('nobody was cut off'),
  });
  reader.supplyFrom(() => Buffer.from('x'), 'life');
  reader.pull();
  await new Promise(setImmediate);
  assert.equal(gone, 1);
});
