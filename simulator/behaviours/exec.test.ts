import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('the machine checks the commit, and a process runs the command', async () => {
  const lone = new LoneNode(['exec']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  assert.deepEqual(lone.ran[0]?.how, { by: 'process' });
  assert.equal(lone.ran[0]?.request.commandLine, 'process: true');
});
