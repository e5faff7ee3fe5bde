import assert from 'node:assert/strict';
import test from 'node:test';
import { LIFETIME_MS, LoneNode } from '../testing/lone-node.ts';

const SERVER_KEY = 'k?j}kK{Ii]10Ft5Y5d1uciu1mUS&cK/)Ko(:KE71';

test('it asks without a key and connects in the clear, each time, though the server could encrypt', async () => {
  const lone = new LoneNode(['unencrypted']);
  lone.serverCurveKey = SERVER_KEY;
  await lone.online();
  lone.pass(LIFETIME_MS);
  await lone.configure();
  assert.deepEqual(
    lone.asked.map(({ curvePublicKey }) => curvePublicKey),
    [undefined, undefined],
  );
  assert.deepEqual(lone.openedWith, [undefined, undefined]);
});

test('a healthy node encrypts with the key of the server', async () => {
  const lone = new LoneNode();
  lone.serverCurveKey = SERVER_KEY;
  await lone.online();
  assert.equal(lone.asked[0]?.curvePublicKey?.length, 40);
  assert.deepEqual(lone.openedWith, [SERVER_KEY]);
});
