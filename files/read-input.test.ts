import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readInput, readText, UnreadableInput } from './read-input.ts';

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-input-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function fifoIn(folder: string): string {
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  return fifo;
}

test('a file is read whole, up to its bound', async (context) => {
  const file = join(folderFor(context), 'file');
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
  writeFileSync(file, bytes);
  assert.deepEqual(await readInput(file, { maxBytes: 200_000 }), bytes);
  await assert.rejects(readInput(file, { maxBytes: 199_999 }), {
    name: 'UnreadableInput',
    message: 'it has more than the 199999 bytes that it may have',
  });
});

test('a file whose size the system does not know is read, and bounded as others', async () => {
  assert.match(await readText('/proc/self/status', { maxBytes: 100_000 }), /^Name:/);
  await assert.rejects(readText('/proc/self/status', { maxBytes: 10 }), /more than the 10 bytes/);
});

test('/dev/null is an empty file', async () => {
  assert.equal(await readText('/dev/null', { maxBytes: 1 }), '');
});

test('what a writer puts into a pipe is read to its end, be it late', async (context) => {
  const fifo = fifoIn(folderFor(context));
  // the shell has the pipe open before it writes: it writes when its own input says so
  const writer = spawn('sh', ['-c', 'exec 3<>"$0"; echo open; read go; printf "a\\nb" >&3', fifo], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  context.after(() => writer.kill('SIGKILL'));
  await new Promise((resolve) => writer.stdout.once('data', resolve));
  const reading = readText(fifo, { maxBytes: 3 });
  writer.stdin.end('go\n');
  assert.equal(await reading, 'a\nb');
});

test('a pipe that has more than may be read is left at its bound', async (context) => {
  const fifo = fifoIn(folderFor(context));
  const writer = spawn('sh', ['-c', 'exec 3<>"$0"; echo open; exec cat /dev/zero >&3', fifo], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.after(() => writer.kill('SIGKILL'));
  await new Promise((resolve) => writer.stdout.once('data', resolve));
  await assert.rejects(readInput(fifo, { maxBytes: 100_000 }), /more than the 100000 bytes/);
});

test('the wait for a writer ends with the signal', async (context) => {
  const fifo = fifoIn(folderFor(context));
  const writer = openSync(fifo, 'r+');
  context.after(() => closeSync(writer));
  const stop = new AbortController();
  const reading = readInput(fifo, { maxBytes: 1, signal: stop.signal });
  stop.abort('SIGINT');
  await assert.rejects(reading, (reason) => reason === 'SIGINT');
});

test('what cannot be read has its reason', async (context) => {
  const folder = folderFor(context);
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'file'), '');
  const cases: readonly (readonly [path: string, reason: string])[] = [
    [join(folder, 'nowhere'), 'ENOENT: there is no such file'],
    [join(folder, 'file', 'below'), 'ENOTDIR: a file is in its place'],
    [join(folder, 'sub'), 'it is a folder'],
    [fifoIn(folder), 'it is a pipe that nobody writes to'],
    ['/dev/zero', 'it is a device'],
    ['/dev/tty', ''],
    [join(folder, 'x'.repeat(300)), 'ENAMETOOLONG: the name is too long'],
  ];
  for (const [path, reason] of cases) {
    await assert.rejects(readInput(path, { maxBytes: 10 }), (error) => {
      assert.ok(error instanceof UnreadableInput, `${path}: ${String(error)}`);
      if (reason !== '') assert.equal(error.message, reason);
      return true;
    });
  }
});
