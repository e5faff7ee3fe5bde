import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeZ85, encodeZ85 } from '../../../protocol/curve/z85.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import type { AdmittedKey } from '../../store/store.ts';
import { sessionOf } from '../testing/session-fixture.ts';
import { Admissions, reconnectMs } from './admissions.ts';

const KEY_LIFE_MS = 60_000;
const LIFETIME_MS = 3_600_000;

function z85Of(byte: number): string {
  return encodeZ85(Buffer.alloc(32, byte));
}

function world(reconnectMs: number | undefined, stored = new Map<string, AdmittedKey>()) {
  const clock = new SimulatedClock();
  const admissions = new Admissions({
    clock,
    keyLifeMs: KEY_LIFE_MS,
    maxKeys: 3,
    reconnectMs,
    keys: {
      save: (key) => stored.set(key.curvePublicKey, key),
      delete: (key) => stored.delete(key),
      list: async () => [...stored.values()],
      deleteAdmittedBefore: async () => 0,
    },
  });
  const connect = (key: string) => admissions.connect(decodeZ85(key) ?? Buffer.alloc(32)).verdict;
  return { clock, admissions, stored, connect };
}

test('a key that nobody announced is unknown', () => {
  assert.equal(world(LIFETIME_MS).connect(z85Of(1)), 'unknown_key');
});

test('an announced key may connect for its life, and not a moment longer', () => {
  const { clock, admissions, connect } = world(LIFETIME_MS);
  admissions.admit(sessionOf('web1'), z85Of(1));
  admissions.admit(sessionOf('web2'), z85Of(2));
  clock.advance(KEY_LIFE_MS - 1);
  assert.equal(connect(z85Of(1)), 'admitted');
  clock.advance(1);
  assert.equal(connect(z85Of(2)), 'expired_key');
});

test('a key may connect again for two lives of a configuration: a node with a job in hand asks late', () => {
  assert.equal(reconnectMs({ configLifetimeSeconds: 3_600 }), 7_200_000);
});

test('a key that connected may do so again for a time', () => {
  const { clock, admissions, connect, stored } = world(LIFETIME_MS);
  admissions.admit(sessionOf('web1'), z85Of(1));
  connect(z85Of(1));
  assert.deepEqual([...stored.keys()], [z85Of(1)]);
  clock.advance(LIFETIME_MS - 1);
  assert.equal(connect(z85Of(1)), 'admitted');
  clock.advance(1);
  assert.equal(connect(z85Of(1)), 'expired_key');
});

test('a new configuration with the same key begins a new life', () => {
  const { clock, admissions, connect } = world(LIFETIME_MS);
  admissions.admit(sessionOf('web1'), z85Of(1));
  connect(z85Of(1));
  clock.advance(LIFETIME_MS - 1);
  admissions.admit(sessionOf('web1'), z85Of(1));
  clock.advance(LIFETIME_MS - 1);
  assert.equal(connect(z85Of(1)), 'admitted');
});

test('where nothing is kept, a reconnect is refused after the key life', () => {
  const { clock, admissions, stored, connect } = world(undefined);
  admissions.admit(sessionOf('web1'), z85Of(1));
  assert.equal(connect(z85Of(1)), 'admitted');
  clock.advance(KEY_LIFE_MS);
  assert.equal(connect(z85Of(1)), 'expired_key');
  assert.equal(stored.size, 0);
});

test('keys that connected are admitted after a restart', async () => {
  const before = world(LIFETIME_MS);
  before.admissions.admit(sessionOf('web1'), z85Of(1));
  before.connect(z85Of(1));
  const after = world(LIFETIME_MS, before.stored);
  await after.admissions.restore({ find: (_org, node) => sessionOf(node) });
  assert.equal(after.connect(z85Of(1)), 'admitted');
});

test('old keys are forgotten, in memory and in the store', () => {
  const { clock, admissions, stored, connect } = world(LIFETIME_MS);
  admissions.admit(sessionOf('web1'), z85Of(1));
  connect(z85Of(1));
  admissions.admit(sessionOf('web2'), z85Of(2));
  clock.advance(LIFETIME_MS);
  admissions.admit(sessionOf('web3'), z85Of(3));
  assert.equal(admissions.count, 1);
  assert.equal(stored.size, 0);
});

test('a key of a session that is over is refused as such, whether it had connected or not', () => {
  const { admissions, connect } = world(LIFETIME_MS);
  const session = sessionOf();
  admissions.admit(session, z85Of(1));
  admissions.admit(session, z85Of(2));
  connect(z85Of(1));
  session.end();
  assert.deepEqual([connect(z85Of(1)), connect(z85Of(2))], ['ended_key', 'ended_key']);
});

test('after a restart the keys of a session that is over, or has given way to another, are gone', async () => {
  for (const now of [undefined, sessionOf('web1', '2')]) {
    const before = world(LIFETIME_MS);
    before.admissions.admit(sessionOf('web1', '1'), z85Of(1));
    before.connect(z85Of(1));
    const after = world(LIFETIME_MS, before.stored);
    await after.admissions.restore({ find: () => now });
    assert.equal(after.connect(z85Of(1)), 'unknown_key');
    assert.equal(after.stored.size, 0);
  }
});

test('of keys that are announced without end the oldest are forgotten', () => {
  const { admissions, connect } = world(LIFETIME_MS);
  for (let byte = 1; byte <= 5; byte++) admissions.admit(sessionOf('web1'), z85Of(byte));
  assert.equal(connect(z85Of(1)), 'unknown_key');
  assert.equal(connect(z85Of(5)), 'admitted');
});
