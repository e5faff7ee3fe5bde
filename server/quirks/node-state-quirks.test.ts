import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { NodeView } from '../dialects/dialect.ts';
import { pushyServer } from '../dialects/pushy-server.ts';
import { nodeStatePolicies } from './node-state-quirks.ts';

const DOWN: NodeView = {
  name: 'web1',
  heartbeating: false,
  available: false,
  isNew: false,
  changedAtMs: 0,
};
const UP: NodeView = { ...DOWN, heartbeating: true, available: true };
const IN_REHAB: NodeView = { ...UP, name: 'web2', available: false };
const NEW: NodeView = { ...IN_REHAB, name: 'web3', isNew: true };

const policies = (look: () => NodeView, ...quirks: readonly ServerQuirkName[]) =>
  nodeStatePolicies(new Set(quirks), pushyServer, async () => look());

test('availability-undefined: a node in its first rehab is listed so, one in a later rehab is not', () => {
  const { listed } = policies(() => DOWN, 'availability-undefined');
  assert.deepEqual(listed([UP, DOWN, IN_REHAB, NEW]), [
    { node_name: 'web1', availability: 'available' },
    { node_name: 'web2', availability: 'unavailable' },
    { node_name: 'web3', availability: 'undefined' },
  ]);
});

test('vanishing-node-500: the first look at a node that was seen up and is gone fails, and no other', async () => {
  let node = DOWN;
  const { look } = policies(() => node, 'vanishing-node-500');
  assert.equal(await look('dev', 'web1'), DOWN);
  node = UP;
  assert.equal(await look('dev', 'web1'), UP);
  assert.equal(await look('dev', 'web1'), UP);
  node = DOWN;
  await assert.rejects(look('dev', 'web1'), { status: 500 });
  assert.equal(await look('dev', 'web1'), DOWN);
});

test('without a quirk nodes are shown as the dialect shows them', async () => {
  const { listed, look } = policies(() => DOWN);
  assert.deepEqual(listed([NEW]), [{ node_name: 'web3', availability: 'unavailable' }]);
  assert.equal(await look('dev', 'web1'), DOWN);
});
