import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type Connection, connect } from './connection.ts';
import { type Bulk, WriteQueue } from './write-queue.ts';

const notes: Bulk<string, string[]> = {
  start: () => [],
  add: (gathered, note) => {
    gathered.push(note);
  },
  store: (connection, gathered) => insert(connection, gathered.join('+')),
};

async function insert(connection: Connection, note: string): Promise<void> {
  await connection.run('INSERT INTO notes (note) VALUES (?)', note);
}

/** A queue over a table of unique notes; a linger that never ends shows what is hurried. */
async function openQueue(t: TestContext, lingerMs = 86_400_000) {
  const connection = await connect(':memory:');
  await connection.script('CREATE TABLE notes (number INTEGER PRIMARY KEY, note TEXT UNIQUE)');
  const errors: string[] = [];
  const commits: number[] = [];
  const queue = new WriteQueue(connection, {
    lingerMs,
    onError: (error) => errors.push(error.message),
    onCommit: ({ writes }) => commits.push(writes),
  });
  t.after(async () => {
    await queue.close();
    await connection.close();
  });
  const write = (note: string) => queue.write((c) => insert(c, note));
  const stored = (c: Connection) => c.names('SELECT note AS name FROM notes ORDER BY number');
  return { queue, connection, write, stored, errors, commits };
}

test('writes that are asked for together are committed together, in order', async (t) => {
  const { queue, write, stored, commits } = await openQueue(t);
  await Promise.all(['a', 'b', 'c', 'd'].map(write));
  assert.deepEqual(commits, [4]);
  assert.deepEqual(await queue.read(stored), ['a', 'b', 'c', 'd']);
});

test('promises of a batch resolve in order, and not before the commit', async (t) => {
  const { queue, write, commits } = await openQueue(t);
  const order: string[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((note) => write(note).then(() => order.push(`${note} after ${commits.length}`))),
  );
  assert.deepEqual(order, ['a after 1', 'b after 1', 'c after 1']);
  await queue.flushed();
});

test('what comes during a commit waits for the next one', async (t) => {
  const { queue, write, stored, commits } = await openQueue(t);
  let late: Promise<void> | undefined;
  await queue.write(async (connection) => {
    await insert(connection, 'early');
    late = write('late');
  });
  await late;
  assert.deepEqual(commits, [1, 1]);
  assert.deepEqual(await queue.read(stored), ['early', 'late']);
});

test('a write that fails costs nobody else anything', async (t) => {
  const { queue, write, stored } = await openQueue(t);
  const results = await Promise.allSettled(['a', 'a', 'b'].map(write));
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(await queue.read(stored), ['a', 'b']);
});

test('a write of several statements that fails leaves nothing of itself', async (t) => {
  const { queue, write, stored } = await openQueue(t);
  const half = queue.write(async (connection) => {
    await insert(connection, 'half');
    await insert(connection, 'half');
  });
  const other = write('other');
  await assert.rejects(half, /UNIQUE/);
  await other;
  assert.deepEqual(await queue.read(stored), ['other']);
});

test('changes written behind are gathered, and one that fails is told and costs nobody else anything', async (t) => {
  const { queue, write, stored, errors } = await openQueue(t);
  await write('x+y');
  queue.writeBehind(notes, 'x');
  queue.writeBehind(notes, 'y');
  await write('z');
  assert.equal(errors.length, 1);
  assert.match(errors[0] ?? '', /UNIQUE/);
  assert.deepEqual(await queue.read(stored), ['x+y', 'z']);
});

test('changes written behind keep their place among the writes', async (t) => {
  const { queue, write, stored } = await openQueue(t);
  queue.writeBehind(notes, 'a');
  queue.writeBehind(notes, 'b');
  const middle = write('middle');
  queue.writeBehind(notes, 'c');
  queue.writeBehind(notes, 'd');
  await middle;
  await queue.flushed();
  assert.deepEqual(await queue.read(stored), ['a+b', 'middle', 'c+d']);
});

test('changes written behind are stored although nobody asks', async (t) => {
  const { queue, connection, stored } = await openQueue(t, 1);
  await new Promise<void>((resolve) => {
    const told: Bulk<string, string[]> = {
      ...notes,
      store: async (c, gathered) => {
        await notes.store(c, gathered);
        resolve();
      },
    };
    queue.writeBehind(told, 'a');
  });
  await queue.flushed();
  assert.deepEqual(await stored(connection), ['a']);
});

test('a read sees every write that was asked for before it', async (t) => {
  const { queue, write, stored } = await openQueue(t);
  const writing = write('a');
  assert.deepEqual(await queue.read(stored), ['a']);
  queue.writeBehind(notes, 'b');
  assert.deepEqual(await queue.read(stored, notes), ['a', 'b']);
  await writing;
});

test('a read that has nothing to do with what is gathering does not hurry it', async (t) => {
  const { queue, stored, commits } = await openQueue(t);
  queue.writeBehind(notes, 'a');
  assert.deepEqual(await queue.read(stored), []);
  assert.deepEqual(commits, []);
});

test('a read never sees half a transaction', async (t) => {
  const { queue, stored } = await openQueue(t);
  let reading: Promise<readonly string[]> | undefined;
  await queue.write(async (connection) => {
    await insert(connection, 'first half');
    reading = queue.read(stored);
    await insert(connection, 'second half');
  });
  assert.deepEqual(await reading, ['first half', 'second half']);
});

test('a read that fails is told to its asker alone', async (t) => {
  const { queue, write, stored } = await openQueue(t);
  const failing = queue.read((connection) => connection.names('SELECT name FROM nowhere'));
  const writing = write('a');
  await assert.rejects(failing, /no such table/);
  await writing;
  assert.deepEqual(await queue.read(stored), ['a']);
});

test('closing stores what is queued and answers what was asked', async (t) => {
  const { queue, connection, write, stored } = await openQueue(t);
  queue.writeBehind(notes, 'a');
  const writing = write('b');
  const reading = queue.read(stored);
  queue.writeBehind(notes, 'c');
  await queue.close();
  await writing;
  assert.deepEqual((await reading).slice(0, 2), ['a', 'b']);
  assert.deepEqual(await stored(connection), ['a', 'b', 'c']);
});
