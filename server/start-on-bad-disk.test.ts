import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startReferenceServer } from './server.ts';
import { StartError } from './start-error.ts';
import { openStore } from './store/open-store.ts';
import { FailingDisk } from './store/testing/failing-disk.ts';

const SENTENCES: Readonly<Record<string, RegExp>> = {
  SQLITE_FULL:
    /^Database .* cannot be written, no space is left: make room there, or choose another data folder\.$/,
  SQLITE_IOERR:
    /^Database .* cannot be read or written, the disk fails: mend it, or choose another data folder\.$/,
  SQLITE_READONLY: /^Database .* cannot be written: name a file that this user may read and write\.$/,
};

for (const [code, sentence] of Object.entries(SENTENCES)) {
  test(`${code} at the first write of a start is one sentence with the remedy`, async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
    t.after(() => rm(data, { recursive: true }));
    const disk = new FailingDisk();
    const starting = startReferenceServer({
      data,
      openStore: async (options) => {
        const store = await openStore({ ...options, connect: disk.connect });
        disk.fail(code);
        return store;
      },
    });
    await assert.rejects(starting, (error) => error instanceof StartError && sentence.test(error.message));
    disk.mend();
    await (await startReferenceServer({ data })).stop();
  });
}
