import assert from 'node:assert/strict';
import test from 'node:test';
import { DAMAGES, type Damage } from '../node/damage.ts';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('a damaged message goes before the good one', async () => {
  const lone = new LoneNode([
    { name: 'tampering', options: { damage: 'one_frame', messages: ['ack_commit'] } },
  ]);
  await lone.online();
  lone.tell(commitOf());
  assert.deepEqual(
    lone.frames.map((frames) => frames.length),
    [1, 2],
  );
});

test('or in place of it', async () => {
  const options = { damage: 'bad_json', messages: ['ack_commit'], inAddition: false };
  const lone = new LoneNode([{ name: 'tampering', options }]);
  await lone.online();
  lone.tell(commitOf());
  assert.deepEqual(lone.sent, [{}]);
});

test('a message may be out of time, or repeat its number', async () => {
  for (const [damage, field, wanted] of [
    ['stale', 'timestamp', 'Wed, 09 Jul 2014 22:17:40 GMT'],
    ['future', 'timestamp', 'Thu, 10 Jul 2014 12:17:40 GMT'],
    ['repeated_sequence', 'sequence', 1],
  ] as const) {
    const lone = new LoneNode([{ name: 'tampering', options: { damage, messages: ['ack_commit'] } }]);
    await lone.online();
    lone.tell(commitOf());
    assert.equal(lone.sent[0]?.[field], wanted);
    assert.notEqual(lone.sent[1]?.[field], wanted);
  }
});

test('a share of the messages is damaged', async () => {
  const lone = new LoneNode([{ name: 'tampering', options: { damage: 'one_frame', share: 0.3 } }]);
  await lone.online();
  for (let times = 0; times < 100; times++) lone.tell({ type: 'abort' });
  const damaged = lone.frames.filter((frames) => frames.length === 1).length;
  assert.ok(damaged > 15 && damaged < 45, `${damaged}`);
});

for (const damage of Object.keys(DAMAGES) as Damage[]) {
  test(`what stands for ${damage} goes out in place of the good message`, async () => {
    const options = { damage, messages: ['ack_commit'], inAddition: false };
    const lone = new LoneNode([{ name: 'tampering', options }]);
    await lone.online();
    lone.tell(commitOf());
    const good = new LoneNode([]);
    await good.online();
    good.tell(commitOf());
    const sent = JSON.stringify(lone.frames);
    assert.notEqual(sent, JSON.stringify(good.frames));
    assert.equal(lone.frames.length, damage === 'replayed' ? 2 : 1);
  });
}

test('a message may be of a type that does not exist', async () => {
  const options = { damage: 'unknown_type', messages: ['ack_commit'], inAddition: false };
  const lone = new LoneNode([{ name: 'tampering', options }]);
  await lone.online();
  lone.tell(commitOf());
  assert.deepEqual(
    lone.sent.map(({ type }) => type),
    ['hello'],
  );
});
