import type { Bulk, WriteQueue } from './sqlite/write-queue.ts';
import type { OutputTable } from './store.ts';

interface Output {
  readonly jobId: string;
  readonly node: string;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Bytes of one statement, well below what SQLite takes as one value. */
const MAX_PACKED_BYTES = 32 * 1024 * 1024;

/** What an output takes in memory beside its two channels, roughly. */
const BYTES_BESIDE = 500;

/** Outputs of a whole fleet come at once, so many are stored by one statement. */
const outputChanges: Bulk<Output, Output[]> = {
  start: () => [],
  add: (gathered, output) => {
    gathered.push(output);
  },
  merge: (earlier, later) => {
    for (const output of later) earlier.push(output);
  },
  bytesOf: ({ stdout, stderr }) => stdout.length + stderr.length + BYTES_BESIDE,
  store: async (connection, gathered) => {
    for (const { rows, bytes } of packs(gathered)) {
      await connection.run(
        `INSERT INTO outputs (job, node, stdout, stderr)
           SELECT jobs.number, entry.value ->> 1,
               substr(?2, entry.value ->> 2, entry.value ->> 3), substr(?2, entry.value ->> 4, entry.value ->> 5)
             FROM json_each(?1) AS entry CROSS JOIN jobs ON jobs.id = entry.value ->> 0 WHERE true
           ON CONFLICT DO NOTHING`,
        JSON.stringify(rows),
        bytes,
      );
    }
  },
};

/** One that could not be stored yet. */
function heldOutput(queue: WriteQueue, jobId: string, node: string): Output | undefined {
  for (const gathered of queue.heldOf(outputChanges)) {
    const held = gathered.find((output) => output.jobId === jobId && output.node === node);
    if (held !== undefined) return held;
  }
  return undefined;
}

export function outputTable(queue: WriteQueue): OutputTable {
  return {
    save: (jobId, node, { stdout, stderr }) =>
      queue.writeBehind(outputChanges, {
        jobId,
        node,
        stdout: Buffer.from(stdout),
        stderr: Buffer.from(stderr),
      }),
    get: (jobId, node) =>
      queue.read(async (connection) => {
        const stored = await connection.first<{ stdout: Buffer; stderr: Buffer }>(
          `SELECT stdout, stderr FROM outputs
             WHERE job = (SELECT number FROM jobs WHERE id = ?) AND node = ?`,
          jobId,
          node,
        );
        return stored ?? heldOutput(queue, jobId, node);
      }, outputChanges),
  };
}

/** Job, node, and for each channel its place among the packed bytes, counted from 1, and its length. */
type Row = readonly [string, string, number, number, number, number];

interface Pack {
  readonly rows: readonly Row[];
  readonly bytes: Buffer;
}

/** Puts the bytes of many outputs into one value, since JSON cannot carry bytes. */
function* packs(outputs: readonly Output[]): Generator<Pack> {
  // One byte that belongs to nobody: SQLite would take a value of no bytes at all for NULL.
  let chunks: Buffer[] = [Buffer.alloc(1)];
  let rows: Row[] = [];
  let used = 1;
  for (const { jobId, node, stdout, stderr } of outputs) {
    rows.push([jobId, node, used + 1, stdout.length, used + stdout.length + 1, stderr.length]);
    chunks.push(stdout, stderr);
    used += stdout.length + stderr.length;
    if (used < MAX_PACKED_BYTES) continue;
    yield { rows, bytes: Buffer.concat(chunks) };
    chunks = [Buffer.alloc(1)];
    rows = [];
    used = 1;
  }
  if (rows.length > 0) yield { rows, bytes: Buffer.concat(chunks) };
}
