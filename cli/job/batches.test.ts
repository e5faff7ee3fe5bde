import assert from 'node:assert/strict';
import test from 'node:test';
import { createOutput } from '../output/output.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { inBatches, runBatches } from './batches.ts';

const NODES = Array.from({ length: 10 }, (_, index) => `web${index}`);

/** Runs batches of two in which these nodes fail. */
async function rolled(
  bad: readonly string[],
  maxFail: number,
  codeOf?: (nodes: readonly string[]) => ExitCode,
) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const ran: string[] = [];
  const code = await runBatches(
    NODES,
    { batch: '20%', maxFail },
    createOutput(stdout, stderr, false),
    async (nodes) => {
      ran.push(...nodes);
      const badNodes = nodes.filter((node) => bad.includes(node));
      return { badNodes, code: codeOf?.(nodes) ?? (badNodes.length > 0 ? EXIT.failed : EXIT.done) };
    },
  );
  return { code, ran: ran.length, last: stderr.lines.at(-1) };
}

test('nodes are dealt out in order, the last batch gets what is left', () => {
  assert.deepEqual(inBatches(['a', 'b', 'c'], '2'), [['a', 'b'], ['c']]);
  assert.deepEqual(inBatches(['a', 'b', 'c'], '50%'), [['a', 'b'], ['c']]);
  assert.deepEqual(inBatches(['a', 'b', 'c'], '1%'), [['a'], ['b'], ['c']]);
  assert.deepEqual(inBatches(['a', 'b'], '100%'), [['a', 'b']]);
});

test('a batch follows the other until more nodes have failed than may', async () => {
  assert.deepEqual(await rolled([], 0), { code: 0, ran: 10, last: 'Batch 5 of 5: web8 web9' });
  assert.equal((await rolled(['web1', 'web4'], 2)).ran, 10);
  assert.equal((await rolled(['web1', 'web4'], 2)).code, 0);
  assert.deepEqual(await rolled(['web1', 'web4'], 1), {
    code: 1,
    ran: 6,
    last: 'Stopped after batch 3 of 5: 2 nodes failed, and 1 may. The command did not reach 4 nodes.',
  });
});

test('a job that says nothing of its nodes ends the run with its own exit code', async () => {
  const quorumFailed = await rolled([], 5, (nodes) => (nodes.includes('web2') ? EXIT.failed : EXIT.done));
  assert.deepEqual(quorumFailed, {
    code: 1,
    ran: 4,
    last: 'Stopped after batch 2 of 5: the job did not complete. The command did not reach 6 nodes.',
  });
  const unknown = await rolled([], 5, () => EXIT.unknown);
  assert.deepEqual([unknown.code, unknown.ran], [5, 2]);
});
