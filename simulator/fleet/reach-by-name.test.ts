import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { Asker, Config } from '../node/config.ts';
import { reachByName } from './reach-by-name.ts';

const CONFIG = { heartbeatAddress: 'tcp://a.test:10000', commandAddress: 'tcp://a.test:10002' } as Config;
const ASKER = { node: 'web1' } as Asker;

test('a name is looked up once for a whole fleet, and anew after a while', async () => {
  const clock = new SimulatedClock();
  const asked: string[] = [];
  const fetch = reachByName(
    async () => CONFIG,
    clock,
    async (address) => {
      asked.push(address);
      return address.replace('a.test', '[::1]');
    },
  );
  const configs = await Promise.all([fetch(ASKER), fetch(ASKER), fetch(ASKER)]);
  assert.deepEqual(configs[2], {
    heartbeatAddress: 'tcp://[::1]:10000',
    commandAddress: 'tcp://[::1]:10002',
  });
  assert.equal(asked.length, 2);
  clock.advance(60_000);
  await fetch(ASKER);
  assert.equal(asked.length, 4);
});
