import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { HttpRefusal } from './errors.ts';
import { StartLine, startingBytes } from './start-line.ts';

/** When whoever has a turn by now knows it: one that waited lets others be served before. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await setImmediate();
}

function stage(maxBytes: number) {
  let waits = 0;
  let endedBytes = 0;
  const begun: string[] = [];
  const line = new StartLine({
    maxBytes,
    onWait: () => {
      waits += 1;
    },
    onEnd: (bytes) => {
      endedBytes += bytes;
    },
  });
  const enter = (name: string, bytes: number) => {
    const response = new PassThrough() as unknown as ServerResponse;
    const turn = line.enter(bytes, response);
    const end = async () => (await turn)();
    turn.then(
      () => begun.push(name),
      () => begun.push(`${name} left`),
    );
    return { response, turn, end };
  };
  return { line, enter, begun, waits: () => waits, endedBytes: () => endedBytes };
}

test('large jobs take turns in the order in which they came, and small ones pass them', async () => {
  const { line, enter, begun, waits } = stage(1_024_000);
  const first = enter('first', 500_000);
  const second = enter('second', 500_000);
  enter('third', 5_000);
  enter('small', 4_000);
  await settled();
  assert.deepEqual(begun, ['first', 'small']);
  assert.deepEqual([line.bytes, line.waiting, waits()], [504_000, 2, 2]);
  await first.end();
  await settled();
  assert.deepEqual(begun, ['first', 'small', 'second', 'third']);
  await second.end();
  await first.end();
  assert.deepEqual([line.bytes, line.waiting], [9_000, 0]);
});

test('one that takes more than there is has its turn when it is alone', async () => {
  const { enter, begun } = stage(1_024_000);
  const first = enter('first', 10_000);
  enter('huge', 5_000_000);
  await settled();
  assert.deepEqual(begun, ['first']);
  await first.end();
  await settled();
  assert.deepEqual(begun, ['first', 'huge']);
});

test('small ones do not go beyond their half either', async () => {
  const { line, enter } = stage(256_000);
  for (let count = 0; count < 200; count++) enter('small', 1_000);
  await settled();
  assert.deepEqual([line.bytes, line.waiting], [128_000, 72]);
});

test('a turn ends with the answer, and whoever goes while he waits has none', async () => {
  const { line, enter, begun, endedBytes } = stage(1_024_000);
  const first = enter('first', 500_000);
  const second = enter('second', 500_000);
  enter('third', 400_000);
  second.response.destroy();
  await assert.rejects(second.turn, HttpRefusal);
  first.response.destroy();
  await settled();
  assert.deepEqual(begun, ['first', 'second left', 'third']);
  assert.deepEqual([line.bytes, line.waiting, endedBytes()], [400_000, 0, 500_000]);
});

test('what a job takes grows with its body and its names', () => {
  const of = (nodes: number, command: string) =>
    startingBytes(
      Buffer.from(JSON.stringify({ command, nodes: Array.from({ length: nodes }, (_, each) => `${each}`) })),
      50_000,
    );
  assert.ok(of(2, 'true') < 1_000);
  assert.ok(of(50_000, 'true') > 10_000_000);
  assert.ok(of(1, 'x'.repeat(900_000)) > 3_000_000);
  assert.ok(of(1, ','.repeat(900_000)) < 15_000_000);
});
