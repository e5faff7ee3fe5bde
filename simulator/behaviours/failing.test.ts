import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('its command ends with an error', async () => {
  const lone = new LoneNode([{ name: 'failing', options: { stderr: 'no' } }]);
  await lone.online();
  lone.tell(commitOf({ capture: true }));
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(1);
  assert.deepEqual([lone.sent.at(-1)?.type, lone.sent.at(-1)?.stderr], ['failed', 'no']);
});

test('a share of the runs fails, the same ones with the same seed', async () => {
  const runs = async () => {
    const lone = new LoneNode([{ name: 'failing', options: { share: 0.5 } }]);
    await lone.online();
    for (let number = 0; number < 40; number++) {
      lone.tell(commitOf({ jobId: `job-${number}` }));
      lone.tell({ type: 'run', jobId: `job-${number}` });
      lone.clock.advance(1);
    }
    return lone.answers.filter((type) => type === 'succeeded' || type === 'failed');
  };
  const first = await runs();
  const failed = first.filter((type) => type === 'failed').length;
  assert.ok(failed > 8 && failed < 32, `${failed}`);
  assert.deepEqual(await runs(), first);
});

test('its command ends as its exit code says', async () => {
  for (const [exitCode, answer] of [
    [0, 'succeeded'],
    [3, 'failed'],
  ] as const) {
    const lone = new LoneNode([{ name: 'failing', options: { exitCode } }]);
    await lone.online();
    lone.tell(commitOf());
    lone.tell({ type: 'run', jobId: 'job-1' });
    lone.clock.advance(1);
    assert.equal(lone.sent.at(-1)?.type, answer);
  }
});
