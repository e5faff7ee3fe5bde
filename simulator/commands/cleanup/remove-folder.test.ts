import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { removeFolder } from './remove-folder.ts';

test('a folder goes with what is in it, also where a command has closed it, and links are not followed', async () => {
  const top = mkdtempSync(join(tmpdir(), 'remove-folder-'));
  const [folder, beside] = [join(top, 'folder'), join(top, 'beside')];
  mkdirSync(join(folder, 'closed', 'deep'), { recursive: true });
  mkdirSync(beside);
  writeFileSync(join(beside, 'kept'), '');
  writeFileSync(join(folder, 'closed', 'deep', 'file'), '');
  symlinkSync(beside, join(folder, 'closed', 'link'));
  chmodSync(join(folder, 'closed', 'deep'), 0o000);
  chmodSync(join(folder, 'closed'), 0o000);
  await removeFolder(folder);
  assert.equal(existsSync(folder), false);
  assert.equal(existsSync(join(beside, 'kept')), true);
  await removeFolder(top);
});

test('one that is missing is no error', async () => {
  await removeFolder(join(tmpdir(), 'nowhere', 'at', 'all'));
});
