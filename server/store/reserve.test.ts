import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import test from 'node:test';
import { lockDatabase, prepareDatabase } from './database-file.ts';
import { reserveLog } from './reserve.ts';
import { connect } from './sqlite/connection.ts';
import { newDatabasePath } from './testing/store-fixture.ts';

const BYTES = 3_000_000;

test('a log with room is written and read as any other, and goes with a clean end', async (t) => {
  const file = await newDatabasePath(t);
  const { connection: first } = await lockDatabase(file);
  await prepareDatabase(first, file);
  await first.script('CREATE TABLE notes (note TEXT)');
  const write = async (from: number, to: number) => {
    for (let number = from; number < to; number += 1)
      await first.run('INSERT INTO notes VALUES (?)', 'x'.repeat(1_000 + number));
  };
  // written while room is made behind it
  const { filled } = reserveLog(file, BYTES);
  await write(0, 50);
  await filled;
  const { size } = await stat(`${file}-wal`);
  assert.ok(size >= BYTES, `${size} bytes`);
  await write(50, 100);
  assert.equal((await stat(`${file}-wal`)).size, size, 'what is written finds its room there');
  await first.close();
  await assert.rejects(stat(`${file}-wal`), /ENOENT/);

  const second = await connect(file);
  t.after(() => second.close());
  assert.deepEqual(await second.all('SELECT count(*) AS count FROM notes'), [{ count: 100 }]);
  assert.deepEqual(await second.all('PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
});

test('where there is no log nothing is made', async (t) => {
  const file = await newDatabasePath(t);
  await reserveLog(file, BYTES).filled;
  await assert.rejects(stat(`${file}-wal`), /ENOENT/);
});
