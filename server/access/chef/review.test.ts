import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { AccessUnavailable } from '../access-unavailable.ts';
import { Review } from './review.ts';

function world() {
  const clock = new SimulatedClock();
  const asked: string[] = [];
  const unconfirmed = [
    { org: 'dev', node: 'web1' },
    { org: 'dev', node: 'web2' },
  ];
  const state = { isAway: false };
  const review = new Review({
    clock,
    everyMs: 60_000,
    log: pino({ level: 'silent' }),
    access: {
      candidates: async (org, name) => {
        if (state.isAway) throw new AccessUnavailable('principal', 'timeout', 'away');
        asked.push(`${org}/${name}`);
        return [];
      },
    },
    feeds: { review: async () => void asked.push('feeds') },
    nodes: { unconfirmed: () => unconfirmed },
  });
  const passed = async () => {
    clock.advance(60_000);
    await nextTurn();
    return asked.splice(0);
  };
  return { clock, review, state, passed };
}

test('feeds and nodes are asked about again and again', async () => {
  const { review, passed } = world();
  review.start();
  const all = ['feeds', 'dev/web1', 'dev/web2'];
  assert.deepEqual([await passed(), await passed()], [all, all]);
});

test('a Chef server that is away is asked the next time', async () => {
  const { review, state, passed } = world();
  review.start();
  state.isAway = true;
  assert.deepEqual(await passed(), ['feeds']);
  state.isAway = false;
  assert.deepEqual(await passed(), ['feeds', 'dev/web1', 'dev/web2']);
});

test('after a stop nothing is asked any more', async () => {
  const { clock, review, passed } = world();
  review.start();
  review.stop();
  assert.deepEqual(await passed(), []);
  assert.equal(clock.pendingTimers, 0);
});
