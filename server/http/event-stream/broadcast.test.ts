import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { Broadcast } from './broadcast.ts';
import type { Reader } from './reader.ts';

/** A feed that a test writes, and a reader that remembers what it was told. */
function stage() {
  let onFrame: (frame: Buffer) => void = () => undefined;
  let onEnd: () => void = () => undefined;
  let subscribed = true;
  const clock = new SimulatedClock();
  const broadcast = new Broadcast(clock, (frame, end) => {
    [onFrame, onEnd] = [frame, end];
    return () => {
      subscribed = false;
    };
  });
  const reader = () => {
    const told: string[] = [];
    const fake: Pick<Reader, 'write' | 'end'> = {
      write: (frames) => told.push(frames.toString()),
      end: () => told.push('END'),
    };
    return { told, reader: fake as Reader };
  };
  /** Reading what is written takes the clock this long. */
  const slowly = (ms: number) => {
    const { told, reader: quick } = reader();
    const fake: Pick<Reader, 'write' | 'end'> = {
      write: (frames) => {
        clock.advance(ms);
        quick.write(frames);
      },
      end: () => quick.end(),
    };
    return { told, reader: fake as Reader };
  };
  return {
    broadcast,
    clock,
    slowly,
    reader,
    tell: (text: string) => onFrame(Buffer.from(text)),
    end: () => onEnd(),
    subscribed: () => subscribed,
  };
}

test('what happens in one turn is told in one write', async () => {
  const { broadcast, reader, tell } = stage();
  const [one, other] = [reader(), reader()];
  broadcast.join(one.reader);
  broadcast.join(other.reader);
  tell('a');
  tell('b');
  await new Promise(setImmediate);
  tell('c');
  await new Promise(setImmediate);
  assert.deepEqual(
    [one.told, other.told],
    [
      ['ab', 'c'],
      ['ab', 'c'],
    ],
  );
});

test('who joins in the middle of a turn is told what comes after, and the others miss nothing', async () => {
  const { broadcast, reader, tell } = stage();
  const [early, late] = [reader(), reader()];
  broadcast.join(early.reader);
  tell('a');
  broadcast.join(late.reader);
  tell('b');
  await new Promise(setImmediate);
  assert.deepEqual([early.told, late.told], [['a', 'b'], ['b']]);
});

test('the end is told after the last event, and at once to who joins later', async () => {
  const { broadcast, reader, tell, end } = stage();
  const [early, late] = [reader(), reader()];
  broadcast.join(early.reader);
  tell('a');
  end();
  broadcast.join(late.reader);
  await new Promise(setImmediate);
  assert.deepEqual([early.told, late.told], [['a', 'END'], ['END']]);
});

test('who leaves is told nothing more, and the last one is noticed', async () => {
  const { broadcast, reader, tell, subscribed } = stage();
  const [one, other] = [reader(), reader()];
  broadcast.join(one.reader);
  broadcast.join(other.reader);
  assert.equal(broadcast.leave(one.reader), false);
  tell('a');
  await new Promise(setImmediate);
  assert.deepEqual([one.told, other.told], [[], ['a']]);
  assert.equal(broadcast.leave(other.reader), true);
  broadcast.stop();
  assert.equal(subscribed(), false);
});

test('the longer telling takes, the longer it rests, so that it takes a tenth of the time at most', async () => {
  const { broadcast, slowly, tell, clock } = stage();
  const one = slowly(5);
  broadcast.join(one.reader);
  tell('a');
  await new Promise(setImmediate);
  tell('b');
  await new Promise(setImmediate);
  clock.advance(40);
  tell('c');
  assert.deepEqual(one.told, ['a']);
  clock.advance(5);
  assert.deepEqual(one.told, ['a', 'bc']);
});

test('nobody waits longer than a tenth of a second, and nobody for the end', async () => {
  const { broadcast, slowly, tell, clock, end } = stage();
  const one = slowly(1_000);
  broadcast.join(one.reader);
  tell('a');
  await new Promise(setImmediate);
  tell('b');
  clock.advance(100);
  assert.deepEqual(one.told, ['a', 'b']);
  tell('c');
  end();
  assert.deepEqual(one.told, ['a', 'b', 'c', 'END']);
});
