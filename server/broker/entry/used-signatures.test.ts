import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { UsedSignatures } from './used-signatures.ts';

const SECOND_MS = 1_000;
const SKEW_MS = 900_000;

function world({ maxNodes = 100 } = {}) {
  const clock = new SimulatedClock();
  const forgotten: string[] = [];
  const used = new UsedSignatures({
    clock,
    maxNodes,
    onForgotten: (org, node) => forgotten.push(`${org}/${node}`),
  });
  /** A request of web1, or of another node, whose signature is made of a number and its timestamp. */
  const use = (ccpk: string, { offsetMs = 0, number = 1, node = 'web1' } = {}) => {
    const timestampMs = clock.now() + offsetMs;
    return used.use('dev', node, { signature: signatureOf(number, timestampMs), timestampMs }, ccpk);
  };
  return { clock, used, forgotten, use };
}

function signatureOf(number: number, timestampMs: number): Buffer {
  return Buffer.from(`${number} ${Math.floor(timestampMs / SECOND_MS)}`);
}

test('a signature admits the key that it came with first, again and again, and no other', () => {
  const { use } = world();
  assert.deepEqual(
    [use('own'), use('own'), use('thief'), use('own')],
    ['admitted', 'admitted', 'other_key', 'admitted'],
  );
});

test('another signature admits another key, of the same second too', () => {
  const { clock, use } = world();
  use('own');
  assert.equal(use('new', { number: 2 }), 'admitted');
  clock.advance(SECOND_MS);
  assert.equal(use('newest'), 'admitted');
});

test('nodes have nothing to do with each other', () => {
  const { use } = world();
  use('own');
  assert.equal(use('other', { node: 'web2' }), 'admitted');
});

test('a signature is the same however many zeros stand before it', () => {
  const { clock, used } = world();
  const timestampMs = clock.now();
  const use = (bytes: number[], ccpk: string) =>
    used.use('dev', 'web1', { signature: Uint8Array.from(bytes), timestampMs }, ccpk);
  assert.deepEqual(
    [use([0, 1, 2], 'own'), use([1, 2], 'thief'), use([0, 0, 1, 2], 'thief')],
    ['admitted', 'other_key', 'other_key'],
  );
});

test('a client that signs very much cannot be robbed of any request while it is good', () => {
  const { clock, use } = world();
  const firstMs = clock.now();
  for (let request = 0; request < 2_000; request++) {
    assert.equal(use('own'), 'admitted');
    const ageMs = clock.now() - firstMs;
    if (ageMs <= SKEW_MS) assert.notEqual(use('thief', { offsetMs: -ageMs }), 'admitted');
    clock.advance(SECOND_MS / 2);
  }
});

test('a node whose clock is put back is let in, however often it asked before', () => {
  const { clock, use } = world();
  for (let request = 0; request < 100; request++) {
    use('own', { offsetMs: 600_000 });
    clock.advance(SECOND_MS);
  }
  assert.equal(use('own'), 'admitted');
});

test('after a restart nothing counts as new that may have been signed before it', () => {
  const before = world();
  before.use('own', { offsetMs: 5_000 });
  const after = world();
  after.used.restore('dev', 'web1', before.used.signedUntilMs('dev', 'web1'));
  assert.equal(after.use('thief', { offsetMs: 5_000 }), 'maybe_used');
  assert.equal(after.use('thief', { offsetMs: -600_000 }), 'maybe_used');
  assert.equal(after.use('own', { offsetMs: 6_000 }), 'admitted');
  assert.equal(after.used.signedUntilMs('dev', 'web2'), 0);
});

test('what cannot come again is forgotten', () => {
  const { clock, used, use } = world();
  for (const node of ['web1', 'web2']) use('own', { node });
  clock.advance(SKEW_MS + SECOND_MS);
  use('own', { node: 'web3' });
  assert.equal(used.count, 1);
  used.restore('dev', 'web4', clock.now() - SKEW_MS - SECOND_MS);
  assert.equal(used.count, 1);
});

test('too many nodes make room for each other, which is told', () => {
  const { used, forgotten, use } = world({ maxNodes: 2 });
  for (const node of ['web1', 'web2', 'web1', 'web3']) use('own', { node });
  assert.deepEqual([used.count, forgotten], [2, ['dev/web2']]);
});

test('whatever comes, of each signature one key is admitted', () => {
  const request = fc.record({
    waitsMs: fc.nat(400_000),
    offsetMs: fc
      .integer({ min: -SKEW_MS / SECOND_MS, max: SKEW_MS / SECOND_MS })
      .map((second) => second * SECOND_MS),
    number: fc.nat(2),
    ccpk: fc.constantFrom('a', 'b'),
    times: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
      const { clock, used } = world();
      const keys = new Map<string, string>();
      for (const { waitsMs, offsetMs, number, ccpk, times } of requests) {
        clock.advance(waitsMs);
        for (let time = 0; time < times; time++) {
          const timestampMs = clock.now() + offsetMs - time * SECOND_MS;
          if (clock.now() - timestampMs > SKEW_MS) continue;
          const signature = signatureOf(number, timestampMs);
          if (used.use('dev', 'web1', { signature, timestampMs }, ccpk) !== 'admitted') continue;
          const known = keys.get(String(signature)) ?? ccpk;
          keys.set(String(signature), known);
          if (known !== ccpk) return false;
        }
      }
      return true;
    }),
  );
});
