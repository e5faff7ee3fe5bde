import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

async function outputOf(options: Record<string, string | number>) {
  const lone = new LoneNode([{ name: 'verbose', options }]);
  await lone.online();
  lone.tell(commitOf({ capture: true }));
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(1);
  const end = lone.sent.at(-1);
  return { stdout: end?.stdout as string | undefined, stderr: end?.stderr as string | undefined };
}

for (const content of ['text', 'multibyte', 'control', 'binary']) {
  test(`${content} of exactly the size that is asked for`, async () => {
    const { stdout, stderr } = await outputOf({ content, stdoutBytes: 9_001, stderrBytes: 10 });
    assert.equal(Buffer.byteLength(stdout ?? ''), 9_001);
    assert.equal(Buffer.byteLength(stderr ?? ''), 10);
  });
}

test('only one channel where it is asked for', async () => {
  assert.equal((await outputOf({ channels: 'stdout' })).stderr, undefined);
  assert.equal((await outputOf({ channels: 'stdout' })).stdout?.length, 10_000);
  assert.equal((await outputOf({ channels: 'stderr' })).stdout, undefined);
  assert.equal((await outputOf({ channels: 'stderr' })).stderr, '');
});

test('more than the client sends goes without its output', async () => {
  assert.equal((await outputOf({ stdoutBytes: 63_001 })).stdout, undefined);
});
