import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { Broadcast } from './broadcast.ts';
import type { Reader, Supply } from './reader.ts';

const nextTurn = () => new Promise(setImmediate);

/** A feed that a test writes, and readers that remember what they were told. */
function stage({ maxBehindBytes = 1_000 } = {}) {
  let onFrame: (frame: Buffer) => void = () => undefined;
  let onEnd: () => void = () => undefined;
  let subscribed = true;
  let rounds = 0;
  let keptBytes = 0;
  const clock = new SimulatedClock();
  const options = {
    clock,
    maxBehindBytes,
    onRound: () => {
      rounds += 1;
    },
    onKept: (change: number) => {
      keptBytes += change;
    },
  };
  const broadcast = new Broadcast(options, (frame, end) => {
    [onFrame, onEnd] = [frame, end];
    return () => {
      subscribed = false;
    };
  });
  /** @param ms that giving it something takes */
  const reader = (ms = 0) => {
    const told: string[] = [];
    let supply: Supply = () => undefined;
    const fake = {
      isBusy: false,
      unsentBytes: 0,
      pull() {
        const frames = supply();
        if (frames === undefined) return 0;
        clock.advance(ms);
        told.push(frames.toString());
        return frames.byteLength;
      },
      end: () => told.push('END'),
      cutOff: (reason: string, bytes: number) => told.push(`${reason} ${bytes}`),
    };
    return {
      told,
      fake,
      reader: fake as unknown as Reader,
      join() {
        broadcast.expect(fake as unknown as Reader);
        supply = broadcast.join(fake as unknown as Reader);
      },
    };
  };
  return {
    broadcast,
    clock,
    reader,
    tell: (text: string) => onFrame(Buffer.from(text)),
    end: () => onEnd(),
    subscribed: () => subscribed,
    rounds: () => rounds,
    keptBytes: () => keptBytes,
  };
}

test('what happens in one turn is told in one write', async () => {
  const { reader, tell } = stage();
  const [one, other] = [reader(), reader()];
  one.join();
  other.join();
  tell('a');
  tell('b');
  await nextTurn();
  tell('c');
  await nextTurn();
  assert.deepEqual(
    [one.told, other.told],
    [
      ['ab', 'c'],
      ['ab', 'c'],
    ],
  );
});

test('who joins in the middle of a turn is told what comes after, and the others miss nothing', async () => {
  const { reader, tell } = stage();
  const [early, late] = [reader(), reader()];
  early.join();
  tell('a');
  late.join();
  tell('b');
  await nextTurn();
  early.fake.pull();
  assert.deepEqual([early.told, late.told], [['a', 'b'], ['b']]);
});

test('the end is told after the last event, and to who joins later', async () => {
  const { reader, tell, end } = stage();
  const [early, late] = [reader(), reader()];
  early.join();
  tell('a');
  end();
  late.join();
  early.fake.pull();
  late.fake.pull();
  assert.deepEqual([early.told, late.told], [['a', 'END'], ['END']]);
});

test('who leaves is told nothing more, and the last one is noticed', async () => {
  const { broadcast, reader, tell, subscribed } = stage();
  const [one, other] = [reader(), reader()];
  one.join();
  other.join();
  assert.equal(broadcast.leave(one.reader), false);
  tell('a');
  await nextTurn();
  assert.deepEqual([one.told, other.told], [[], ['a']]);
  assert.equal(broadcast.leave(other.reader), true);
  broadcast.stop();
  assert.equal(subscribed(), false);
});

test('who still reads history is somebody who is left', () => {
  const { broadcast, reader } = stage();
  const [one, other] = [reader(), reader()];
  one.join();
  broadcast.expect(other.reader);
  assert.equal(broadcast.leave(one.reader), false);
  assert.equal(broadcast.leave(other.reader), true);
});

test('what a reader is not ready for is kept, until too much is', async () => {
  const { broadcast, reader, tell } = stage({ maxBehindBytes: 25 });
  const [slow, quick] = [reader(), reader()];
  slow.join();
  quick.join();
  slow.fake.isBusy = true;
  slow.fake.unsentBytes = 10;
  for (const text of ['0123456789', '0123456789']) {
    tell(text);
    await nextTurn();
  }
  assert.deepEqual([slow.told, quick.told.length, broadcast.keptBytes], [[], 2, 20]);
  // the round itself does not count
  tell('0123456789');
  await nextTurn();
  assert.deepEqual([slow.told, broadcast.keptBytes], [['too_slow 40'], 0]);
  tell('more');
  await nextTurn();
  assert.deepEqual([slow.told.length, quick.told.at(-1)], [1, 'more']);
});

test('a reader that is ready again is told the rest, one thing after the other', async () => {
  const { broadcast, reader, tell } = stage();
  const slow = reader();
  slow.join();
  slow.fake.isBusy = true;
  for (const text of ['a', 'b']) {
    tell(text);
    await nextTurn();
  }
  slow.fake.isBusy = false;
  slow.fake.pull();
  slow.fake.pull();
  assert.deepEqual([slow.told, broadcast.keptBytes], [['a', 'b'], 0]);
});

test('the slowest are cut off where too much is kept for all', async () => {
  const { broadcast, reader, tell, keptBytes } = stage();
  const [slow, slower] = [reader(), reader()];
  slower.join();
  slower.fake.isBusy = true;
  tell('first');
  await nextTurn();
  slow.join();
  slow.fake.isBusy = true;
  tell('second');
  await nextTurn();
  broadcast.cutOffSlowest();
  assert.deepEqual([slow.told, slower.told, broadcast.keptBytes], [[], ['too_much_kept 11'], 6]);
  assert.equal(keptBytes(), 6);
  broadcast.cutOffSlowest();
  assert.deepEqual([broadcast.keptBytes, keptBytes()], [0, 0]);
});

test('the longer telling takes, the longer it rests, so that it takes a tenth of the time at most', async () => {
  const { reader, tell, clock } = stage();
  const one = reader(5);
  one.join();
  tell('a');
  await nextTurn();
  tell('b');
  await nextTurn();
  clock.advance(40);
  tell('c');
  assert.deepEqual(one.told, ['a']);
  clock.advance(5);
  assert.deepEqual(one.told, ['a', 'bc']);
});

test('nobody waits longer than a tenth of a second, and nobody for the end', async () => {
  const { reader, tell, clock, end } = stage();
  const one = reader(1_000);
  one.join();
  tell('a');
  await nextTurn();
  tell('b');
  clock.advance(100);
  assert.deepEqual(one.told, ['a', 'b']);
  tell('c');
  end();
  one.fake.pull();
  assert.deepEqual(one.told, ['a', 'b', 'c', 'END']);
});

test('a long round has breaks, and what happens in them is told in the next one', async () => {
  const { reader, tell, rounds } = stage();
  const readers = Array.from({ length: 3 }, () => reader(10));
  for (const { join } of readers) join();
  tell('a');
  await nextTurn();
  assert.deepEqual(
    readers.map(({ told }) => told.length),
    [1, 0, 0],
  );
  tell('b');
  while (rounds() === 0) await nextTurn();
  assert.ok(readers.every(({ told }) => told.join() === 'a'));
});

test('a round with much to write has breaks as well', async () => {
  const { reader, tell, rounds } = stage();
  const readers = Array.from({ length: 3 }, () => reader());
  for (const { join } of readers) join();
  tell('x'.repeat(3_000_000));
  await nextTurn();
  assert.deepEqual(
    readers.map(({ told }) => told.length),
    [1, 1, 0],
  );
  while (rounds() === 0) await nextTurn();
  assert.equal(readers[2]?.told.length, 1);
});
