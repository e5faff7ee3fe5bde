import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all that is free but so many bytes. */
  fill(leaveBytes?: number): void;
  free(): void;
  makeReadOnly(): void;
  remove(): void;
}

/** Mounts a disk in memory; gives undefined where this user may not. */
export function smallDisk(bytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-disk-'));
  const mount = (...words: readonly string[]) => execFileSync('mount', words, { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);
  } catch {
    rmdirSync(folder);
    return undefined; // an ordinary user, or a container without the right
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill(leaveBytes = 0) {
      truncateSync(filler, fillUp(filler) - leaveBytes);
    },
    free: () => rmSync(filler),
    makeReadOnly: () => mount('-o', 'remount,ro', folder),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

/** Writes until no space is left; gives how many bytes. */
function fillUp(file: string): number {
  const descriptor = openSync(file, 'w');
  let written = 0;
  try {
    for (;;) written += writeSync(descriptor, Buffer.alloc(4_096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return written;
  } finally {
    closeSync(descriptor);
  }
}
