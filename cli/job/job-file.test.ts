import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
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

test('a file may have 100,000 bytes and not one more', (context) => {
  const file = join(temporaryFolder(context), 'file');
  writeFileSync(file, 'x'.repeat(100_000));
  assert.equal(readJobFile(file, 'file').length, 100_004);
  writeFileSync(file, 'x'.repeat(100_001));
  assert.throws(() => readJobFile(file, 'file'), {
    name: 'UsageError',
    message: 'The file file has 100001 bytes; a job takes at most 100000.',
  });
});

test('a file that is not there is named', () => {
  assert.throws(() => readJobFile('/nowhere/at/all', 'deploy.sh'), {
    name: 'UsageError',
    message: 'Cannot read the file deploy.sh (ENOENT); check --file.',
  });
});
