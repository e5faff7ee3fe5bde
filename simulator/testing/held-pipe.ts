import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../protocol/time/clock.ts';

const PATIENCE_MS = 120_000;

/** A named pipe that processes of commands hold open and write lines into; it closes when the last of them has ended. */
export class HeldPipe {
  readonly path: string;
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  constructor(context: TestContext) {
    const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
    this.path = join(folder, 'pipe');
    execFileSync('mkfifo', [this.path]);
    // opening it waits for the first writer, which is not for us to do
    const reader = spawn('cat', [this.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    reader.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#tell();
    });
    void once(reader, 'close').then(() => {
      this.#isClosed = true;
      this.#tell();
    });
    context.after(() => {
      reader.kill();
      rmSync(folder, { recursive: true });
    });
  }

  /** Resolves with so many lines when they are there. */
  async lines(count: number): Promise<readonly string[]> {
    await this.#until(() => this.#lines.length >= count, `${count} lines`);
    return this.#lines.slice(0, count);
  }

  /** Resolves when nobody holds it any more. */
  closed(): Promise<void> {
    return this.#until(() => this.#isClosed, 'the end of all that hold it');
  }

  #tell(): void {
    for (const wake of this.#waiting) wake();
  }

  #until(isSo: () => boolean, wanted: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        timer.cancel();
        this.#waiting.delete(look);
      };
      const look = () => {
        if (!isSo()) return;
        done();
        resolve();
      };
      const timer = systemClock.after(PATIENCE_MS, () => {
        done();
        reject(new Error(`waited for ${wanted} of ${this.path}; it gave ${JSON.stringify(this.#lines)}`));
      });
      this.#waiting.add(look);
      look();
    });
  }
}
