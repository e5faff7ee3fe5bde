import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { smallDisk } from '../files/testing/small-disk.ts';
import { runTestProgram, startTestProgram } from './testing/push-harness.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
const SMALL_BYTES = 4 * 1024 * 1024;

test('serve on a disk that is full or read-only ends with one sentence and 2, and starts when it no longer is', async (context) => {
  const disk = smallDisk(SMALL_BYTES);
  if (disk === undefined) return context.skip('this user may not mount a disk');
  context.after(disk.remove);
  const { folder } = disk;
  const data = join(folder, 'data');
  const words = ['serve', ...FREE_PORTS, '--data', data, '--json'];
  const startAndStop = async () => {
    const server = startTestProgram(context, words, { folder });
    await server.event('ready');
    server.signal('SIGTERM');
    assert.equal((await server.ended).code, 0);
  };
  const full =
    /^Database .* cannot be written, no space is left: make room there, or choose another data folder\.\n$/;
  for (const leaveBytes of [0, 40_000, 200_000]) {
    disk.fill(leaveBytes);
    const { code, stderr } = await runTestProgram(context, words, { folder });
    assert.deepEqual([code, full.test(stderr)], [2, true], `${leaveBytes} bytes free: ${stderr}`);
    disk.free();
  }
  await startAndStop();
  disk.fill();
  const second = await runTestProgram(context, words, { folder });
  assert.deepEqual([second.code, full.test(second.stderr)], [2, true], second.stderr);
  disk.free();
  await startAndStop();
  disk.makeReadOnly();
  const third = await runTestProgram(context, words, { folder });
  assert.equal(third.code, 2);
  assert.match(
    third.stderr,
    /^Database .* cannot be written, its file system is read-only: choose another data folder\.\n$/,
  );
});
