import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A hook starts or stops a server and ends; one that goes on this long does not. */
const ENDS_WITHIN_MS = 120_000;

/** As much as is shown of what a hook writes, characters from the end. */
const SHOWN_CHARACTERS = 500;

/** A command of the target's operator went wrong, so that nothing is known of the target. One sentence. */
export class HookFailed extends Error {
  override readonly name = 'HookFailed';
}

/**
 * Runs a hook in a shell, to its end. It has a process group of its own: an interrupt that ends a run leaves no server
 * half restarted, and a server that it starts lives on.
 * @param folder where the command is run
 * @throws HookFailed
 */
export async function runHook(line: string, folder: string, endsWithinMs = ENDS_WITHIN_MS): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'push-harness-hook-'));
  const log = join(work, 'log');
  // no pipe: it would break under a server that the hook leaves behind
  const output = openSync(log, 'w', 0o600);
  try {
    const child = spawn('/bin/sh', ['-c', line], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', output, output],
    });
    const late = setTimeout(
      () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
      endsWithinMs,
    );
    const [code, signal] = await once(child, 'exit').finally(() => clearTimeout(late));
    if (code === 0) return;
    const why =
      signal === 'SIGKILL'
        ? `it did not end within ${endsWithinMs / 1_000} s`
        : (signal ?? `exit code ${code}`);
    throw new HookFailed(`the hook "${line}" failed (${why}): ${lastWords(log)}`);
  } finally {
    closeSync(output);
    rmSync(work, { recursive: true });
  }
}

function lastWords(log: string): string {
  const text = readFileSync(log, 'utf8').trim().replaceAll(/\s+/g, ' ');
  return text === '' ? 'it wrote nothing' : text.slice(-SHOWN_CHARACTERS);
}
