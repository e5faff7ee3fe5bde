import { open } from 'node:fs/promises';
import { endianness } from 'node:os';

/**
 * What is in the log of a database (`-wal`), read as SQLite reads it after an unclean end, and further. SQLite takes the
 * first frame that is not as it should be for the end, and says nothing: what was stored after it is gone, or worse, old
 * pages hide newer ones. Source: "WAL-mode file format", https://sqlite.org/walformat.html
 */

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
const LARGEST_PAGE = 65_536;
/** Of databases that were not asked for another. */
const USUAL_PAGE = 4_096;
/** Frames that are read at once. */
const CHUNK_FRAMES = 256;

/** One page as a transaction left it. */
export interface LogFrame {
  /** Number of the page in the database, from 1. */
  readonly page: number;
  /** Where its bytes are in the log. */
  readonly at: number;
  /** On the last frame of a transaction: pages of the database after it; else 0. */
  readonly committedPages: number;
}

export interface LogReading {
  /**
   * `empty`: nothing was written. `sound`: all is as it was written, but what an end in the middle of a transaction leaves.
   * `torn`: the last transaction cannot be read, as after a power cut. `damaged`: transactions that were complete cannot be.
   */
  readonly state: 'empty' | 'sound' | 'torn' | 'damaged';
  readonly pageBytes: number;
  /** The frames that are as they were written, those behind damage as well, up to the last end of a transaction. */
  readonly frames: readonly LogFrame[];
}

interface Sums {
  readonly one: number;
  readonly two: number;
}

interface LogHeader {
  readonly pageBytes: number;
  readonly salt: Buffer;
  readonly sums: Sums;
  readonly isSwapped: boolean;
}

const NOTHING: LogReading = { state: 'empty', pageBytes: 0, frames: [] };

/** Reads a log; one that does not exist is empty. Rejects where the file cannot be read. */
export async function readLog(path: string): Promise<LogReading> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    const read = async (at: number, bytes: number) => {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(Math.min(bytes, size - at)),
        0,
        undefined,
        at,
      );
      return buffer.subarray(0, bytesRead);
    };
    if (size < HEADER_BYTES) return NOTHING;
    const header = parseHeader(await read(0, HEADER_BYTES));
    if (header !== undefined) return await readFrames(header, size, read);
    if (await isBlank(size, read)) return NOTHING;
    return {
      ...(await readFrames(headerOf(await read(0, HEADER_BYTES + FRAME_HEADER_BYTES)), size, read)),
      state: 'damaged',
    };
  } finally {
    await handle.close();
  }
}

type Read = (at: number, bytes: number) => Promise<Buffer>;

function parseHeader(bytes: Buffer): LogHeader | undefined {
  const magic = bytes.readUInt32BE(0);
  const pageBytes = bytes.readUInt32BE(8);
  const isPage = pageBytes >= 512 && pageBytes <= LARGEST_PAGE && (pageBytes & (pageBytes - 1)) === 0;
  if ((magic & ~1) !== MAGIC || !isPage) return undefined;
  const isSwapped = ((magic & 1) === 1) !== (endianness() === 'BE');
  const sums = summed({ one: 0, two: 0 }, bytes.subarray(0, 24), isSwapped);
  if (!isSumAt(bytes, 24, sums)) return undefined;
  return { pageBytes, salt: bytes.subarray(16, 24), sums, isSwapped };
}

/** In the place of a header that is damaged: each frame has the salt too, and all but the first are judged by the one before. */
function headerOf(beginning: Buffer): LogHeader {
  const salt = beginning.subarray(HEADER_BYTES + 8, HEADER_BYTES + 16);
  return { pageBytes: USUAL_PAGE, salt, sums: { one: 0, two: 0 }, isSwapped: endianness() === 'BE' };
}

async function isBlank(size: number, read: Read): Promise<boolean> {
  for (let at = 0; at < size; at += LARGEST_PAGE) {
    if ((await read(at, LARGEST_PAGE)).some((byte) => byte !== 0)) return false;
  }
  return true;
}

async function readFrames(header: LogHeader, size: number, read: Read): Promise<LogReading> {
  const { pageBytes, salt, isSwapped } = header;
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  const frames: LogFrame[] = [];
  /** As they stand in the frame before: so each frame is judged by itself, also behind damage. */
  let { sums } = header;
  let isBroken = false;
  /** Of transactions, right or not: one that a power cut tore has one at most. */
  let endsFromBreak = 0;
  let endOfLast = 0;
  for (let at = HEADER_BYTES; at + frameBytes <= size; at += CHUNK_FRAMES * frameBytes) {
    const chunk = await read(at, CHUNK_FRAMES * frameBytes);
    for (let from = 0; from + frameBytes <= chunk.length; from += frameBytes) {
      const frame = chunk.subarray(from, from + frameBytes);
      const isOfThisLog = frame.subarray(8, 16).equals(salt);
      const isRight =
        isOfThisLog &&
        isSumAt(
          frame,
          16,
          summed(
            summed(sums, frame.subarray(0, 8), isSwapped),
            frame.subarray(FRAME_HEADER_BYTES),
            isSwapped,
          ),
        );
      sums = { one: frame.readInt32BE(16), two: frame.readInt32BE(20) };
      isBroken ||= !isRight;
      const committedPages = frame.readUInt32BE(4);
      if (isBroken && isOfThisLog && committedPages !== 0) endsFromBreak += 1;
      if (!isRight) continue;
      frames.push({ page: frame.readUInt32BE(0), at: at + from + FRAME_HEADER_BYTES, committedPages });
      if (committedPages !== 0) endOfLast = frames.length;
    }
  }
  const state = endsFromBreak === 0 ? 'sound' : endsFromBreak === 1 ? 'torn' : 'damaged';
  return { state, pageBytes, frames: frames.slice(0, endOfLast) };
}

/** The running checksum over some bytes more; their number is a multiple of 8. */
function summed({ one, two }: Sums, bytes: Buffer, isSwapped: boolean): Sums {
  // a copy, which lies where words can
  const copy = Buffer.from(new Uint8Array(bytes).buffer);
  if (isSwapped) copy.swap32();
  const words = new Int32Array(copy.buffer, copy.byteOffset, copy.length / 4);
  let [first, second] = [one, two];
  for (let index = 0; index < words.length; index += 2) {
    first = (first + (words[index] ?? 0) + second) | 0;
    second = (second + (words[index + 1] ?? 0) + first) | 0;
  }
  return { one: first, two: second };
}

function isSumAt(bytes: Buffer, at: number, { one, two }: Sums): boolean {
  return bytes.readInt32BE(at) === one && bytes.readInt32BE(at + 4) === two;
}
