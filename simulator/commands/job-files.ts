import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../protocol/time/clock.ts';
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
  readonly #clock: Clock;
  readonly #given: string | undefined;
  #made: Promise<string> | undefined;
  #removedAtMs = Number.NEGATIVE_INFINITY;

  /** @param directory made where it is missing; without one a temporary directory lasts until `close` */
  constructor(clock: Clock, directory?: string) {
    this.#clock = clock;
    this.#given = directory;
  }

  /** The directory, once it is there. */
  directory(): Promise<string> {
    this.#made ??= this.#make();
    return this.#made;
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
    if (this.#made && this.#given === undefined) await rm(await this.#made, { recursive: true, force: true });
  }

  async #make(): Promise<string> {
    if (this.#given === undefined) return await mkdtemp(join(tmpdir(), 'push-harness-'));
    await mkdir(this.#given, { recursive: true, mode: PRIVATE_DIRECTORY });
    return this.#given;
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
