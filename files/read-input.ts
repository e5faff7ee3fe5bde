import { constants, type Stats, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { codeOf, reasonOf } from './reasons.ts';

/** Bytes that a key, or a file of certificates, may have. */
export const MAX_KEY_BYTES = 1_048_576;

/** Bytes that a file of settings may have: YAML, JSON, a list of ids. */
export const MAX_SETTINGS_BYTES = 262_144;

/** A file that was named cannot be read. The message is the reason alone, such as `ENOENT: there is no such file`. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
  /** Of the system, where it has refused. */
  readonly code: string | undefined;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.code = codeOf(cause);
  }
}

export interface InputBounds {
  readonly maxBytes: number;
  /** Ends the wait for whoever writes into a pipe. */
  readonly signal?: AbortSignal | undefined;
}

const CHUNK_BYTES = 65_536;

/** Between two looks into a pipe that is empty and has a writer. */
const LOOK_EVERY_MS = 10;

/** Waits for nobody at the other end of a pipe, and takes no terminal for its own. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * A file whole: a regular one, a pipe from its first byte to its last, or `/dev/null`. What has no end, no bound or no
 * writer is refused.
 * @throws UnreadableInput, the reason of the signal
 */
export async function readInput(path: string, bounds: InputBounds): Promise<Buffer> {
  bounds.signal?.throwIfAborted();
  const handle = await told(open(path, FLAGS));
  try {
    const stats = await handle.stat();
    if (isNull(stats)) return Buffer.alloc(0);
    if (stats.isDirectory()) throw new UnreadableInput('it is a folder');
    if (!stats.isFile() && !stats.isFIFO()) throw new UnreadableInput('it is a device');
    if (stats.size > bounds.maxBytes) throw tooLarge(bounds);
    const bytes = await readToEnd(handle, bounds, stats.isFIFO());
    if (bytes.length === 0 && stats.isFIFO()) throw new UnreadableInput('it is a pipe that nobody writes to');
    return bytes;
  } finally {
    await handle.close();
  }
}

/** The same as text. Bytes that are no UTF-8 become U+FFFD. @throws UnreadableInput, the reason of the signal */
export async function readText(path: string, bounds: InputBounds): Promise<string> {
  return (await readInput(path, bounds)).toString('utf8');
}

async function readToEnd(handle: FileHandle, bounds: InputBounds, mayWait: boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let total = 0; ; ) {
    bounds.signal?.throwIfAborted();
    const chunk = await readSome(handle, mayWait);
    if (chunk === 'nothing yet') {
      await setTimeout(LOOK_EVERY_MS);
      continue;
    }
    if (chunk.length === 0) return Buffer.concat(chunks);
    total += chunk.length;
    if (total > bounds.maxBytes) throw tooLarge(bounds);
    chunks.push(chunk);
  }
}

async function readSome(handle: FileHandle, mayWait: boolean): Promise<Buffer | 'nothing yet'> {
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (mayWait && codeOf(error) === 'EAGAIN') return 'nothing yet';
    throw unreadable(error);
  }
}

async function told<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): UnreadableInput {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const reason = code === 'ENOENT' ? `${code}: there is no such file` : (reasonOf(error) ?? code);
  return new UnreadableInput(reason, error);
}

function tooLarge({ maxBytes }: InputBounds): UnreadableInput {
  return new UnreadableInput(`it has more than the ${maxBytes} bytes that it may have`);
}

/** What people name to say that there is no file. */
function isNull(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}
