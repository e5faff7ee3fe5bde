import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Batches } from './batches.ts';

/** Batches, and what a reader is given of them. */
function stage() {
  const batches = new Batches<string>();
  const add = (...texts: readonly string[]) => batches.add(texts.map((text) => Buffer.from(text)));
  const next = (reader: string) => batches.next(reader)?.toString();
  return { batches, add, next };
}

test('each reader is given every batch since it joined', () => {
  const { batches, add, next } = stage();
  batches.join('early');
  add('a', 'b');
  batches.join('late');
  add('c');
  assert.deepEqual([next('early'), next('early'), next('early')], ['ab', 'c', undefined]);
  assert.deepEqual([next('late'), next('late')], ['c', undefined]);
  assert.equal(next('stranger'), undefined);
});

test('a batch is kept until the last reader has been given it, or has left', () => {
  const { batches, add, next } = stage();
  batches.join('quick');
  batches.join('slow');
  add('12345');
  add('678');
  next('quick');
  next('quick');
  assert.equal(batches.bytes, 8);
  assert.deepEqual(
    [batches.slowest(), batches.keptFor('slow', 5), batches.keptFor('quick', 8)],
    [['slow'], 5, 0],
  );
  next('slow');
  assert.deepEqual([batches.bytes, batches.keptFor('slow', 8)], [3, 3]);
  batches.leave('slow');
  assert.deepEqual([batches.bytes, batches.endByte], [0, 8]);
  add('90');
  assert.equal(next('quick'), '90');
  assert.deepEqual([batches.bytes, batches.endByte, batches.slowest()], [0, 10, []]);
});

test('what nobody reads is not kept', () => {
  const { batches, add } = stage();
  add('a');
  assert.deepEqual([batches.bytes, batches.endByte], [0, 1]);
});

test('whatever happens, the changes that are told add up to what is kept', () => {
  const reader = fc.constantFrom('one', 'two', 'three');
  const act = fc.oneof(
    fc.record({ type: fc.constantFrom('join', 'leave', 'next'), reader }),
    fc.record({ type: fc.constant('add'), frames: fc.array(fc.integer({ min: 0, max: 9 })) }),
  );
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      let told = 0;
      const batches = new Batches<string>((change) => {
        told += change;
      });
      const readers = new Set<string>();
      for (const each of acts) {
        if ('frames' in each) batches.add(each.frames.map((length) => Buffer.alloc(length)));
        else if (each.type === 'leave') {
          batches.leave(each.reader);
          readers.delete(each.reader);
        } else if (each.type === 'next') batches.next(each.reader);
        else if (!readers.has(each.reader)) {
          batches.join(each.reader);
          readers.add(each.reader);
        }
        assert.equal(told, batches.bytes);
      }
      for (const each of readers) batches.leave(each);
      assert.equal(told, 0);
    }),
  );
});
