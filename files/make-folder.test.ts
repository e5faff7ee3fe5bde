import assert from 'node:assert/strict';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isFolder, makeFolder } from './make-folder.ts';

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-folder-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a folder is made with those above it, and the topmost that was made is given', (context) => {
  const folder = folderFor(context);
  assert.equal(makeFolder(join(folder, 'a', 'b', 'c'), 0o700), join(folder, 'a'));
  assert.equal(statSync(join(folder, 'a', 'b', 'c')).mode & 0o777, 0o700);
  assert.equal(makeFolder(join(folder, 'a', 'b', 'd')), join(folder, 'a', 'b', 'd'));
  assert.equal(makeFolder(join(folder, 'a')), undefined);
});

test('a link to a folder is a folder', (context) => {
  const folder = folderFor(context);
  symlinkSync(folder, join(folder, 'link'));
  assert.ok(isFolder(join(folder, 'link')));
  assert.equal(makeFolder(join(folder, 'link')), undefined);
});

test('a file in the place of the folder, or of one above it', (context) => {
  const file = join(folderFor(context), 'file');
  writeFileSync(file, '');
  assert.throws(() => makeFolder(file), { code: 'EEXIST' });
  assert.throws(() => makeFolder(join(file, 'a', 'b')), { code: 'ENOTDIR' });
});

test('a file system that takes no folders is told at once', () => {
  for (const folder of ['/proc/x', '/proc/x/y', '/proc/self/x'])
    assert.throws(() => makeFolder(folder), /ENOENT|EACCES|EPERM/, folder);
});

test('of folders of which one cannot be made none is left', (context) => {
  const folder = folderFor(context);
  assert.throws(() => makeFolder(join(folder, 'a', 'b', 'x'.repeat(300), 'c')), { code: 'ENAMETOOLONG' });
  assert.throws(() => makeFolder(join(folder, 'x/'.repeat(2_100))), { code: 'ENAMETOOLONG' });
  assert.deepEqual(readdirSync(folder), []);
});

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['bench', 'cli', 'conformance', 'explain', 'reports', 'server', 'simulator'];

test('nobody makes a folder that users may name by a call that may never end', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('/testing/'));
  assert.ok(files.length > 500);
  const makers = files.filter((name) =>
    /mkdir(Sync)?\([^;]*recursive: true/.test(readFileSync(join(ROOT, name), 'utf8')),
  );
  assert.deepEqual(makers, []);
});
