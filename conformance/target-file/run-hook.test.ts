import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { HookFailed, runHook } from './run-hook.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'push-harness-test-')));
after(() => rmSync(folder, { recursive: true }));

test('a hook runs in the folder it is given, in a process group of its own', async () => {
  await runHook('pwd > where; ps -o pgid= -p $$ > group; echo $$ > pid', folder);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').trim();
  assert.equal(read('where'), folder);
  assert.equal(read('group'), read('pid'));
});

test('what a hook leaves running is not waited for, and lives on', async () => {
  await runHook(
    '(while [ ! -e go ]; do sleep 0.01; done; echo alive >&2; touch done) & echo $! > server',
    folder,
  );
  await runHook('touch go; while [ ! -e done ]; do sleep 0.01; done', folder);
});

test('a hook that fails is told with what it wrote last', async () => {
  await assert.rejects(runHook('echo no such; echo unit >&2; exit 3', folder), (error) => {
    assert.ok(error instanceof HookFailed);
    assert.match(error.message, /^the hook "echo no such.*" failed \(exit code 3\): no such unit$/);
    return true;
  });
  await assert.rejects(runHook('exit 1', folder), /failed \(exit code 1\): it wrote nothing$/);
});

test('a hook that does not end is ended', async () => {
  await assert.rejects(runHook('sleep 60', folder, 50), /it did not end within 0\.05 s/);
});
