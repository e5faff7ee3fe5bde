import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import { removeFolder } from './cleanup/remove-folder.ts';
import type { MachineUser } from './users.ts';

/** How the files of jobs are called. Source: protocol §8. */
const PREFIX = 'pushy_file';
/** Files that are older are removed. Source: protocol §8. */
const MAX_AGE_MS = 24 * 3_600_000;
const BETWEEN_REMOVALS_MS = 3_600_000;
const PRIVATE_DIRECTORY = 0o700;
/** Others may pass through to a file that is theirs, and see nothing else. */
const PASSABLE_DIRECTORY = 0o711;
const PRIVATE_FILE = 0o600;

/** The directory with the files that came with jobs. */
export class JobFiles {
  /** The temporary directory, whether it is there yet or not; undefined where another one was given. */
  readonly temporary: string | undefined;
  readonly #clock: Clock;
  readonly #path: string;
  #made: Promise<unknown> | undefined;
  #removedAtMs = Number.NEGATIVE_INFINITY;

  /**
   * @param directory made where it is missing, and kept; its files of jobs are removed when they are a day old. Without one
   * a temporary directory lasts until `close`
   */
  constructor(clock: Clock, directory?: string) {
    this.#clock = clock;
    // drawn here, so that whoever removes it where we cannot knows it before it is there
    this.temporary = directory === undefined ? join(tmpdir(), `push-harness-${randomUUID()}`) : undefined;
    this.#path = directory ?? this.temporary ?? '';
  }

  /** The directory, once it is there. */
  async directory(): Promise<string> {
    this.#made ??= this.#make();
    await this.#made;
    return this.#path;
  }

  /**
   * Writes a job's file, readable by its user alone, and gives its path.
   * @param content with its prefix, `raw:` or `base64:`
   */
  async write(content: string, user: MachineUser | undefined): Promise<string> {
    const directory = await this.directory();
    await this.#removeOld(directory);
    const path = join(directory, `${PREFIX}${randomUUID()}`);
    const file = await open(path, 'wx', PRIVATE_FILE);
    try {
      await file.writeFile(decode(content));
    } finally {
      await file.close();
    }
    if (user && user.uid !== process.getuid?.()) {
      await chown(path, user.uid, user.gid);
      await chmod(directory, PASSABLE_DIRECTORY);
    }
    return path;
  }

  /** Removes the directory, if it was a temporary one. */
  async close(): Promise<void> {
    if (this.#made && this.temporary !== undefined) await removeFolder(this.temporary);
  }

  async #make(): Promise<void> {
    try {
      // one of that name that is not ours is an error
      if (this.temporary !== undefined) await mkdir(this.temporary, { mode: PRIVATE_DIRECTORY });
      else makeFolder(this.#path, PRIVATE_DIRECTORY);
    } catch (error) {
      // the disk may have room again, say, when it is asked for the next time
      this.#made = undefined;
      throw error;
    }
  }

  async #removeOld(directory: string): Promise<void> {
    const nowMs = this.#clock.now();
    if (nowMs - this.#removedAtMs < BETWEEN_REMOVALS_MS) return;
    this.#removedAtMs = nowMs;
    for (const name of await readdir(directory)) {
      if (!name.startsWith(PREFIX)) continue;
      const path = join(directory, name);
      const { mtimeMs } = await stat(path);
      if (nowMs - mtimeMs > MAX_AGE_MS) await rm(path, { force: true });
    }
  }
}

function decode(content: string): Buffer {
  return content.startsWith('base64:')
    ? Buffer.from(content.slice('base64:'.length), 'base64')
    : Buffer.from(content.slice('raw:'.length));
}
