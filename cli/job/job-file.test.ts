import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { jobFile, readJobFile } from './job-file.ts';

test('UTF-8 text travels raw, byte for byte', () => {
  assert.equal(jobFile(Buffer.from('#!/bin/sh\necho ü€\r\n')), 'raw:#!/bin/sh\necho ü€\r\n');
  assert.equal(jobFile(Buffer.from('')), 'raw:');
  assert.equal(jobFile(Buffer.from('\uFEFFmark')), 'raw:\uFEFFmark');
});

test('what is no UTF-8, or has a NUL, travels in base64', () => {
  assert.equal(jobFile(Buffer.from([0xff, 0xfe])), 'base64://4=');
  assert.equal(jobFile(Buffer.from('a\0b')), 'base64:YQBi');
});

test('a file may have 100,000 bytes and not one more', async (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, 'file');
  writeFileSync(file, 'x'.repeat(100_000));
  assert.equal((await readJobFile('file', readingIn(folder))).length, 100_004);
  writeFileSync(file, 'x'.repeat(100_001));
  await assert.rejects(readJobFile('file', readingIn(folder)), {
    name: 'UsageError',
    message: 'Cannot read the file file (it has more than the 100000 bytes that it may have); check --file.',
  });
});

test('a file that is not there is named', async () => {
  await assert.rejects(readJobFile('deploy.sh', readingIn('/nowhere/at/all')), {
    name: 'UsageError',
    message: /^Cannot read the file deploy.sh \(ENOENT: there is no such file\); check --file\.$/,
  });
});
