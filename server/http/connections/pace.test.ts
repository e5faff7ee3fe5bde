import assert from 'node:assert/strict';
import test from 'node:test';
import { Pace } from './pace.ts';

const turn = () => new Promise(setImmediate);

function stage(acts: number) {
  const pace = new Pace();
  const done: number[] = [];
  for (let act = 1; act <= acts; act++) pace.add(() => done.push(act));
  return { pace, done };
}

test('eight have a turn of the event loop, in the order in which they came', async () => {
  const { pace, done } = stage(18);
  assert.equal(done.length, 0);
  await turn();
  assert.deepEqual(done, [1, 2, 3, 4, 5, 6, 7, 8]);
  await turn();
  assert.equal(done.length, 16);
  await turn();
  assert.equal(done.length, 18);
  pace.add(() => done.push(19));
  await turn();
  assert.equal(done.at(-1), 19);
});

test('nothing has a turn in which a connection was accepted', async () => {
  const { pace, done } = stage(18);
  pace.accepted();
  await turn();
  assert.equal(done.length, 0);
  await turn();
  assert.equal(done.length, 8);
});

test('where connections are accepted in every turn, every eighth is for what waits', async () => {
  const { pace, done } = stage(18);
  const lengths: number[] = [];
  for (let count = 0; count < 24; count++) {
    pace.accepted();
    await turn();
    lengths.push(done.length);
  }
  assert.deepEqual(lengths, [...Array(7).fill(0), ...Array(8).fill(8), ...Array(8).fill(16), 18]);
});

test('what asks again while it has its turn is behind all others', async () => {
  const pace = new Pace();
  const done: string[] = [];
  const again = () => {
    done.push('again');
    if (done.length < 10) pace.add(again);
  };
  pace.add(again);
  for (let act = 0; act < 8; act++) pace.add(() => done.push('other'));
  await turn();
  assert.deepEqual(done, ['again', ...Array(7).fill('other')]);
  await turn();
  assert.deepEqual(done.slice(8), ['other', 'again']);
});

test('who awaits a turn has it in the order in which it was asked for', async () => {
  const { pace, done } = stage(8);
  let hasTurn = false;
  const mine = pace.turn().then(() => {
    hasTurn = true;
  });
  await turn();
  assert.deepEqual([done.length, hasTurn], [8, false]);
  await mine;
  assert.equal(hasTurn, true);
});
