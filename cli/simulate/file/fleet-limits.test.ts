import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const options = { skip: process.platform === 'win32' ? 'there is no ulimit here' : false };

/** Runs the program as a shell does that allows each process so many open files. */
function withOpenFiles(context: TestContext, limit: number, words: readonly string[]) {
  const tsx = import.meta.resolve('tsx');
  const command = ['-c', `ulimit -n ${limit} && exec "$@"`, 'sh', process.execPath, '--import', tsx, MAIN];
  return new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) => {
    const child = execFile('sh', [...command, ...words], { cwd: temporaryFolder(context) }, (_, __, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    );
  });
}

test(
  'a fleet that open files do not allow is refused before it starts, with the remedy',
  options,
  async (context) => {
    const words = ['simulate', '--fleet', 'smoke', '--nodes', '500'];
    const alone = await withOpenFiles(context, 300, [...words, '--workers', '1']);
    assert.equal(alone.code, 2);
    assert.match(
      alone.stderr,
      /^500 nodes in one process need 1200 open files each, and a process may have 300: give --workers 10 or auto, raise the limit first \(ulimit -n 1200,.*\n$/,
    );
    const shared = await withOpenFiles(context, 300, words);
    assert.equal(shared.code, 2);
    assert.match(
      shared.stderr,
      /^The server of 500 nodes needs 700 open files,.*ulimit -n 700.*take 100 nodes\.\n$/,
    );
  },
);

test('open files that are too few for one process are enough for several', options, async (context) => {
  const words = ['simulate', '--fleet', 'smoke', '--nodes', '60', '--key-pool', '2'];
  const { code, stderr } = await withOpenFiles(context, 300, words);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /60 nodes in 2 processes/);
});
