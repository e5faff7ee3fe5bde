import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { connect } from './connection.ts';
import { readLog } from './log.ts';

const FRAME_BYTES = 24 + 4_096;

/** The log of an open database with as many transactions of a page or two each, with zeros behind it; copied. */
async function logOf(t: TestContext, transactions: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-log-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'db');
  const connection = await connect(file);
  await connection.script('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x)');
  for (let number = 1; number < transactions; number += 1)
    await connection.run('INSERT INTO t VALUES (?)', 'x'.repeat(5_000));
  await copyFile(`${file}-wal`, `${file}.log`);
  await connection.close();
  const bytes = await readFile(`${file}.log`);
  await writeFile(`${file}.log`, Buffer.concat([bytes, Buffer.alloc(20_000)]));
  return `${file}.log`;
}

async function change(log: string, at: number, bytes = 1): Promise<void> {
  const content = await readFile(log);
  for (let index = at; index < at + bytes; index += 1) content[index] = (content[index] ?? 0) ^ 0xff;
  await writeFile(log, content);
}

/** Where frame `number`, from 0, begins. */
const frameAt = (number: number) => 32 + number * FRAME_BYTES;

test('every frame of a log that is as it was written is read, and the zeros behind it mean nothing', async (t) => {
  const { state, pageBytes, frames } = await readLog(await logOf(t, 5));
  assert.deepEqual([state, pageBytes], ['sound', 4_096]);
  assert.equal(frames.filter(({ committedPages }) => committedPages > 0).length, 5);
  assert.equal(frames[0]?.page, 1);
  assert.equal(frames[0]?.at, 32 + 24);
});

test('a log that is not there, without a header, or of zeros alone is empty', async (t) => {
  const log = await logOf(t, 1);
  assert.equal((await readLog(`${log}.none`)).state, 'empty');
  for (const bytes of [0, 31, 32, 70_000]) {
    await writeFile(log, Buffer.alloc(bytes));
    assert.equal((await readLog(log)).state, 'empty', `${bytes} bytes`);
  }
});

test('an end in the middle of a transaction leaves a sound log', async (t) => {
  const log = await logOf(t, 5);
  const whole = await readLog(log);
  const content = await readFile(log);
  // the last transaction has several frames, and its last is not there
  const last = (whole.frames.at(-1)?.at ?? 0) - 24;
  await writeFile(log, content.subarray(0, last + 1_000));
  const { state, frames } = await readLog(log);
  assert.equal(state, 'sound');
  assert.equal(frames.filter(({ committedPages }) => committedPages > 0).length, 4);
});

for (const [what, offset] of [
  ['page number', 0],
  ['salt', 8],
  ['checksum', 16],
  ['page', 3_000],
] as const) {
  test(`a change to the ${what} of a frame is damage where transactions follow, and frames behind it are read`, async (t) => {
    const log = await logOf(t, 6);
    const before = (await readLog(log)).frames.length;
    await change(log, frameAt(1) + offset);
    const { state, frames } = await readLog(log);
    assert.equal(state, 'damaged');
    // the one that is changed, and where its checksum is, the one that builds on it
    assert.equal(frames.length, before - (what === 'checksum' ? 2 : 1));
  });
}

test('a change to the last transaction cannot be told from a power cut', async (t) => {
  const log = await logOf(t, 5);
  const { frames } = await readLog(log);
  await change(log, (frames.at(-1)?.at ?? 0) + 50);
  assert.equal((await readLog(log)).state, 'torn');
});

test('a header that is changed is damage, and so is one that is gone', async (t) => {
  for (const [at, bytes] of [
    [0, 1],
    [9, 1],
    [17, 1],
    [24, 1],
    [0, 32],
  ] as const) {
    const log = await logOf(t, 3);
    await change(log, at, bytes);
    const { state, frames } = await readLog(log);
    assert.equal(state, 'damaged', `${bytes} from ${at}`);
    assert.ok(frames.length > 2, 'and the frames but the first are read');
  }
});
