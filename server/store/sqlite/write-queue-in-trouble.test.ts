import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type Connection, connect } from './connection.ts';
import type { Bulk } from './pending-writes.ts';
import { type Storage, storageFault } from './storage.ts';
import { WriteQueue } from './write-queue.ts';

/** Gathered notes become one row; what is gathered later and put back joins them. */
function notes(isLarge: boolean): Bulk<string, string[]> {
  return {
    start: () => [],
    add: (gathered, note) => {
      gathered.push(note);
    },
    merge: (earlier, later) => {
      earlier.push(...later);
    },
    store: (connection, gathered) => insert(connection, gathered.join('+')),
    ...(isLarge && { bytesOf: (note: string) => note.length }),
  };
}

const small = notes(false);
const large = notes(true);

async function insert(connection: Connection, note: string): Promise<void> {
  await connection.run('INSERT INTO notes (note) VALUES (?)', note);
}

/** A disk that is full when it is told so, watched as simply as can be. */
class Disk implements Storage {
  readonly connection: Connection;
  refusal: Error | undefined;
  maxHeldBytes = 10;
  isSafe = true;
  #freed: (() => void) | undefined;
  readonly isOver = new Promise<void>((resolve) => {
    this.#freed = resolve;
  });

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async fill(): Promise<void> {
    await this.connection.script('PRAGMA max_page_count = 1');
  }

  async free(): Promise<void> {
    await this.connection.script('PRAGMA max_page_count = 1000000');
  }

  failed(error: unknown): Error | undefined {
    if (storageFault(error) === undefined) return undefined;
    this.refusal ??= new Error('nothing is taken');
    return this.refusal;
  }

  unreadable(error: unknown): Error | undefined {
    return this.failed(error);
  }

  async committed(): Promise<Error | undefined> {
    return this.isSafe ? undefined : new Error('not safe');
  }

  async tryAgain(): Promise<boolean> {
    return true;
  }

  mayHold(bytes: number, heldBytes: number): boolean {
    return bytes + heldBytes <= this.maxHeldBytes;
  }

  recovered(): void {
    this.refusal = undefined;
    this.#freed?.();
  }
}

/** A queue over a table whose rows take a page each, so that a full disk is met by every one. */
async function openQueue(t: TestContext) {
  const connection = await connect(':memory:');
  await connection.script(`
    CREATE TABLE notes (number INTEGER PRIMARY KEY, note TEXT UNIQUE, filler TEXT DEFAULT (hex(zeroblob(4000))));
  `);
  const errors: string[] = [];
  const disk = new Disk(connection);
  const queue = new WriteQueue(connection, {
    lingerMs: 1,
    onError: (error) => errors.push(error.message),
    onCommit: () => {},
    storage: disk,
  });
  const close = async () => {
    const lost = await queue.close();
    await connection.close();
    return lost;
  };
  let closing: ReturnType<typeof close> | undefined;
  const closeOnce = () => {
    closing ??= close();
    return closing;
  };
  t.after(closeOnce);
  const write = (note: string) => queue.write((c) => insert(c, note));
  const keep = (note: string) => queue.keep((c) => insert(c, note));
  const stored = () => queue.read((c) => c.names('SELECT note AS name FROM notes ORDER BY number'));
  return { queue, disk, write, keep, stored, errors, close: closeOnce };
}

test('on a full disk whoever waits is refused, and so is who asks while it is full', async (t) => {
  const { disk, write, stored } = await openQueue(t);
  await write('before');
  await disk.fill();
  const together = await Promise.allSettled([write('a'), write('b')]);
  assert.deepEqual(
    together.map((result) => result.status === 'rejected' && String(result.reason)),
    ['Error: nothing is taken', 'Error: nothing is taken'],
  );
  await assert.rejects(write('c'), /nothing is taken/);
  assert.deepEqual(await stored(), ['before']);
});

test('what must not be lost is held, is tried again, and is stored in its order when there is room, each kind as one', async (t) => {
  const { queue, disk, keep, stored, errors } = await openQueue(t);
  await disk.fill();
  queue.writeBehind(small, 'a');
  assert.equal(await keep('first'), 'held');
  queue.writeBehind(small, 'b');
  assert.equal(await keep('second'), 'held');
  assert.deepEqual(await stored(), []);
  assert.deepEqual(queue.held, { changes: 4, bytes: 0 });
  const flushed = queue.flushed();

  await disk.free();
  await disk.isOver;
  await flushed;
  assert.deepEqual(await stored(), ['a+b', 'first', 'second']);
  assert.deepEqual(queue.held, { changes: 0, bytes: 0 });
  assert.deepEqual(errors, []);
});

test('what is held is found by its kind, and gathers again after each attempt', async (t) => {
  const { queue, disk, write } = await openQueue(t);
  await disk.fill();
  queue.writeBehind(small, 'a');
  await assert.rejects(write('x'));
  queue.writeBehind(small, 'b');
  const held = await queue.read(async () => [queue.heldOf(small), queue.heldOf(large)]);
  assert.deepEqual(held, [[['a', 'b']], []]);
});

test('large changes wait while small ones are stored, as far as they may be held', async (t) => {
  const { queue, disk, keep, stored } = await openQueue(t);
  disk.refusal = new Error('the log has room, the database has none');
  queue.writeBehind(large, '12345');
  queue.writeBehind(large, '1234567890');
  queue.writeBehind(large, '67890');
  assert.equal(await keep('end'), 'stored');
  assert.deepEqual(await stored(), ['end']);
  assert.deepEqual(queue.held, { changes: 2, bytes: 10 });
  await disk.isOver;
  assert.deepEqual(await stored(), ['end', '12345+67890']);
});

test('a large change that finds no room keeps no small one from being stored', async (t) => {
  const { queue, disk, keep, stored } = await openQueue(t);
  // room for some rows, and not for this one
  await disk.connection.script('PRAGMA max_page_count = 12');
  queue.writeBehind(large, 'x'.repeat(100_000));
  assert.equal(await keep('end'), 'stored');
  assert.deepEqual(await stored(), ['end']);
  assert.notEqual(disk.refusal, undefined);
});

test('a write that is at fault itself fails, also when it was held', async (t) => {
  const { disk, keep, stored, errors } = await openQueue(t);
  await keep('a');
  await assert.rejects(keep('a'), /UNIQUE/);
  await disk.fill();
  assert.equal(await keep('b'), 'held');
  assert.equal(await keep('a'), 'held');
  await disk.free();
  await disk.isOver;
  assert.deepEqual(await stored(), ['a', 'b']);
  assert.equal(errors.length, 1);
  assert.match(errors[0] ?? '', /UNIQUE/);
});

test('whoever waits for what is committed and not safe after all is told so', async (t) => {
  const { disk, write, keep } = await openQueue(t);
  disk.isSafe = false;
  await assert.rejects(write('a'), /not safe/);
  assert.equal(await keep('b'), 'stored');
});

test('closing tries once more, and says what is lost', async (t) => {
  const { queue, disk, keep, errors, close } = await openQueue(t);
  await disk.fill();
  queue.writeBehind(small, 'a');
  assert.equal(await keep('b'), 'held');
  const flushed = queue.flushed();
  flushed.catch(() => {});
  assert.deepEqual(await close(), { changes: 3, bytes: 0 });
  await assert.rejects(flushed, /nothing is taken/);
  assert.deepEqual(errors, ['nothing is taken', 'nothing is taken']);
});

test('closing stores what is held where there is room again', async (t) => {
  const { disk, keep, close } = await openQueue(t);
  await disk.fill();
  assert.equal(await keep('a'), 'held');
  await disk.free();
  assert.deepEqual(await close(), { changes: 0, bytes: 0 });
});
