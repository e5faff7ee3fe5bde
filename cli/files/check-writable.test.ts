import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { checkTemporary, checkWritable, type Write } from './check-writable.ts';

const REMEDY = 'give another folder with --out';

/** A disk that takes half of what is written. */
const full: Write = (file, bytes) => {
  writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
};

test('a folder that can be written is left as it was, and one that is not there is not made', (context) => {
  const folder = temporaryFolder(context);
  checkWritable(folder, 'the report', REMEDY);
  checkWritable(join(folder, 'a', 'b'), 'the report', REMEDY);
  assert.deepEqual(readdirSync(folder), []);
});

test('a file in the place of the folder, or of one above it', (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, 'report');
  writeFileSync(file, 'mine');
  assert.throws(() => checkWritable(file, 'the report', REMEDY), {
    name: 'UsageError',
    message: `Cannot write the report into ${file} (EEXIST: a file is in its place); ${REMEDY}.`,
  });
  assert.throws(
    () => checkWritable(join(file, 'deeper'), 'the report', REMEDY),
    /ENOTDIR: a file is in its place/,
  );
  assert.deepEqual(readdirSync(folder), ['report']);
});

test('a full disk, of which nothing is taken', (context) => {
  const folder = temporaryFolder(context);
  assert.throws(
    () => checkWritable(join(folder, 'new'), 'the report', REMEDY, full),
    /^UsageError: Cannot write the report into .*new \(ENOSPC: no space is left\); give another folder with --out\.$/,
  );
  assert.deepEqual(readdirSync(folder), []);
});

test('what is no fault of the folder is passed on', (context) => {
  const folder = temporaryFolder(context);
  const broken: Write = () => {
    throw new TypeError('a bug');
  };
  assert.throws(() => checkWritable(folder, 'the report', REMEDY, broken), TypeError);
});

test('temporary files need a folder that is there', (context) => {
  const folder = temporaryFolder(context);
  const { TMPDIR } = process.env;
  try {
    process.env.TMPDIR = join(folder, 'nowhere');
    assert.throws(
      () => checkTemporary(),
      /^UsageError: There is no folder .*nowhere for temporary files; set TMPDIR/,
    );
    assert.ok(!existsSync(join(folder, 'nowhere')));
    process.env.TMPDIR = folder;
    checkTemporary();
    assert.throws(
      () => checkTemporary(full),
      /Cannot write temporary files into .*set TMPDIR to another folder/,
    );
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
});
