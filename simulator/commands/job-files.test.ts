import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import { systemClock } from '../../protocol/time/clock.ts';
import { JobFiles } from './job-files.ts';

test('a file is private, in a private directory that goes with the fleet', async () => {
  const files = new JobFiles(systemClock);
  const path = await files.write('raw:#!/bin/sh\n', undefined);
  assert.match(basename(path), /^pushy_file/);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
  assert.equal(readFileSync(path, 'utf8'), '#!/bin/sh\n');
  await files.close();
  assert.equal(existsSync(dirname(path)), false);
});

test('base64 is written as the bytes it stands for', async () => {
  const files = new JobFiles(systemClock);
  const path = await files.write(`base64:${Buffer.from([0, 255, 10]).toString('base64')}`, undefined);
  assert.deepEqual([...readFileSync(path)], [0, 255, 10]);
  await files.close();
});

test('in a directory that is given old files of jobs are removed, and nothing else', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'job-files-'));
  const twoDaysAgo = new Date(systemClock.now() - 2 * 24 * 3_600_000);
  for (const name of ['pushy_file_old', 'notes']) {
    writeFileSync(join(directory, name), '');
    utimesSync(join(directory, name), twoDaysAgo, twoDaysAgo);
  }
  writeFileSync(join(directory, 'pushy_file_new'), '');
  const files = new JobFiles(systemClock, directory);
  const path = await files.write('raw:', undefined);
  await files.close();
  assert.deepEqual(readdirSync(directory).sort(), ['notes', 'pushy_file_new', basename(path)].sort());
  await rm(directory, { recursive: true });
});
