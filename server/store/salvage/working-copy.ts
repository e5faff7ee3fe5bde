import { constants } from 'node:fs';
import { chmod, copyFile, type FileHandle, open } from 'node:fs/promises';
import { MAGIC } from '../check/last-end.ts';
import { type LogReading, readLog } from '../sqlite/log.ts';

/** Source: "Database File Format", https://sqlite.org/fileformat2.html §1.3 */
const HEADER_BYTES = 100;
const DEFAULT_PAGE_BYTES = 4_096;

export interface WorkingCopy {
  readonly pageBytes: number;
  /** Version of the schema as its header says, which may be wrong. */
  readonly version: number;
  readonly log: LogReading;
}

/**
 * Copies a database so that SQLite can open it: with every page that can be read in its log, also behind damage, where SQLite
 * would stop, and with a header made new, since what it says is the same for all databases of ours. The database itself is
 * not touched.
 */
export async function makeWorkingCopy(file: string, copy: string): Promise<WorkingCopy> {
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  await chmod(copy, 0o600);
  const log = await readLog(`${file}-wal`);
  const handle = await open(copy, 'r+');
  try {
    if (log.frames.length > 0) await applyLog(handle, `${file}-wal`, log);
    return { log, ...(await mendHeader(handle, log)) };
  } finally {
    await handle.close();
  }
}

async function applyLog(copy: FileHandle, path: string, { frames, pageBytes }: LogReading): Promise<void> {
  const log = await open(path, 'r');
  try {
    const page = Buffer.alloc(pageBytes);
    for (const frame of frames) {
      await log.read(page, 0, pageBytes, frame.at);
      await copy.write(page, 0, pageBytes, (frame.page - 1) * pageBytes);
    }
  } finally {
    await log.close();
  }
}

async function mendHeader(copy: FileHandle, log: LogReading) {
  const { size } = await copy.stat();
  const header = Buffer.alloc(HEADER_BYTES);
  await copy.read(header, 0, HEADER_BYTES, 0);
  const said = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const isLikely = said >= 512 && (said & (said - 1)) === 0 && size % said === 0;
  const pageBytes = log.pageBytes > 0 ? log.pageBytes : isLikely ? said : DEFAULT_PAGE_BYTES;
  const version = header.readInt32BE(60);
  const fields: readonly (readonly [at: number, bytes: number, value: number])[] = [
    [16, 2, pageBytes === 65_536 ? 1 : pageBytes],
    // no log beside the copy
    [18, 1, 1],
    [19, 1, 1],
    [20, 1, 0],
    [21, 1, 64],
    [22, 1, 32],
    [23, 1, 32],
    [24, 4, 1],
    [28, 4, Math.ceil(size / pageBytes)],
    // free pages are of no use to a reader
    [32, 4, 0],
    [36, 4, 0],
    [44, 4, 4],
    [52, 4, 0],
    // UTF-8
    [56, 4, 1],
    [64, 4, 0],
    [92, 4, 1],
  ];
  header.write(MAGIC, 0, 'latin1');
  for (const [at, bytes, value] of fields) header.writeUIntBE(value, at, bytes);
  header.fill(0, 72, 92);
  await copy.write(header, 0, HEADER_BYTES, 0);
  // what was cut off in the middle of a page
  if (size % pageBytes !== 0) await copy.truncate(Math.ceil(size / pageBytes) * pageBytes);
  return { pageBytes, version };
}
