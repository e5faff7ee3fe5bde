import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROUNDS = fileURLToPath(new URL('./testing/rounds.ts', import.meta.url));

/** A process that something was left open in would never end by itself. */
const PATIENCE_MS = 60_000;

test('what is closed leaves no socket, file, thread, timer or folder, and the process ends by itself', {
  skip: process.platform !== 'linux' && 'files and threads of a process are counted in /proc',
}, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-leaks-'));
  context.after(() => rm(folder, { recursive: true }));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), ROUNDS],
    { timeout: PATIENCE_MS, env: { ...process.env, TMPDIR: folder } },
  );
  const rounds = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(rounds.length, 3);
  const [, settled] = rounds;
  // the first round loads libraries and starts threads that stay
  for (const later of rounds.slice(2)) {
    assert.ok(later.files <= settled.files, `files: ${stdout}`);
    assert.ok(later.threads <= settled.threads, `threads: ${stdout}`);
  }
  for (const { active, folders } of rounds) {
    assert.deepEqual(active, []);
    assert.deepEqual(
      folders.filter((name: string) => name.startsWith('push-harness-')),
      [],
    );
  }
});
