import { open, stat } from 'node:fs/promises';
import { freeBytes } from './room.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Of what is free on the disk, so that a small one is not filled by this. */
const LARGEST_SHARE = 1 / 8;

/** Room on the disk that is the server's already. */
export interface Reserve {
  /** Resolves when as much is taken as there can be. */
  readonly filled: Promise<void>;
  /** Ends what is still being done. */
  stop(): Promise<void>;
}

/**
 * Makes the log of an open database so long that what is committed finds room there when the disk is full: the ends of
 * jobs are then on the disk before anybody is told of them.
 *
 * SQLite writes over the log from its beginning and reads it as far as its frames are valid: zeros behind them mean nothing
 * to it. They are appended, so they never come to lie on a frame that is being written. A clean end removes the log.
 *
 * @param bytes less, where the disk has not eight times as much free
 */
export function reserveLog(file: string, bytes: number): Reserve {
  let isStopped = false;
  const filled = fill(`${file}-wal`, bytes, () => isStopped);
  return {
    filled,
    stop() {
      isStopped = true;
      return filled;
    },
  };
}

async function fill(log: string, bytes: number, isStopped: () => boolean): Promise<void> {
  try {
    const { size } = await stat(log);
    const wanted = Math.min(bytes, size + (await freeBytes(log)) * LARGEST_SHARE);
    const handle = await open(log, 'a');
    try {
      for (let from = size; from < wanted && !isStopped(); from += CHUNK_BYTES)
        await handle.write(Buffer.alloc(Math.min(CHUNK_BYTES, wanted - from)));
    } finally {
      await handle.close();
    }
  } catch {
    // without it, or with less of it, a full disk is met sooner, and by whoever stores
  }
}
