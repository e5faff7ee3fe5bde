import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { evidenceInBytes } from '../explain/evidence/read-evidence.ts';
import { formatEvent, JOB_FEED } from '../protocol/testing/feed-text.ts';
import { answerJson, startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const JOB = {
  ...{ id: 'abc', command: 'true', status: 'complete', run_timeout: 60, nodes: { succeeded: ['web1'] } },
  ...{ created_at: 'Thu, 10 Jul 2014 05:17:40 GMT', updated_at: 'Thu, 10 Jul 2014 05:17:40 GMT' },
};

test('job watch --record keeps the feed as it came, over two connections, for its owner alone', async (context) => {
  const bytes = JOB_FEED.map((event) => formatEvent(event)).join('');
  let connections = 0;
  await using server = await startWebServer((request, response) => {
    if (!request.url.includes('feed')) return answerJson(response, 200, JOB);
    connections += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const half = bytes.indexOf('event: run_complete');
    if (connections === 1) response.write(bytes.slice(0, half + 20), () => response.socket?.destroy());
    else response.end(bytes.slice(half));
  });
  const file = join(temporaryFolder(context), 'job.txt');
  const { code, stderr } = await askHere(context, server.url, ['job', 'watch', 'abc', '--record', file]);
  assert.equal(code, 0, stderr);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const { captures, faults } = evidenceInBytes(readFileSync(file), file);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    captures.map(({ jobId, events }) => [jobId, ...events.map(({ id }) => id)]),
    [['abc', ...JOB_FEED.map(({ id }) => id)]],
  );
});

test('a file that cannot be written is told with what to do', async (context) => {
  await using server = await startWebServer((_, response) => answerJson(response, 200, JOB));
  for (const words of [['job', 'watch', 'abc'], ['feed']]) {
    const { code, stderr } = await askHere(context, server.url, [...words, '--record', '/proc/nothing/x']);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /Cannot write the feed into \/proc\/nothing\/x \(.*\); give another file with --record\./,
    );
  }
});
