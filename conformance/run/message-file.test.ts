import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { MessageFile } from './message-file.ts';

const MESSAGE = { testRunStarted: { timestamp: { seconds: 1, nanos: 0 } } };

test('each message is a line', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = new MessageFile(join(folder, 'm.ndjson'), () => assert.fail('it can be written'));
  file.write(MESSAGE);
  file.write(MESSAGE);
  await file.close();
  assert.equal(readFileSync(join(folder, 'm.ndjson'), 'utf8'), `${JSON.stringify(MESSAGE)}\n`.repeat(2));
});

test('a disk that is full is told at once and at the end, with the file', {
  skip: !existsSync('/dev/full'),
}, async () => {
  let file: MessageFile | undefined;
  await new Promise<void>((failed) => {
    file = new MessageFile('/dev/full', failed);
    file.write(MESSAGE);
  });
  file?.write(MESSAGE);
  await assert.rejects(async () => file?.close(), { code: 'ENOSPC', path: '/dev/full' });
});
