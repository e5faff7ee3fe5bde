import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { UnsentAnswers } from './unsent-answers.ts';

function stage(maxBytes: number) {
  const cutOff: string[] = [];
  const clock = new SimulatedClock();
  const unsent = new UnsentAnswers({ clock, maxBytes, onCutOff: (url) => cutOff.push(url) });
  /** Answers, to a client that reads nothing. */
  const answer = (url: string, payload: Buffer) => {
    const response = new Writable({ write: () => undefined, highWaterMark: 1 });
    unsent.add(response as ServerResponse, payload, url);
    response.write(payload);
    return response;
  };
  return { unsent, clock, cutOff, answer };
}

test('beyond the bound the oldest that nobody reads are cut off', async () => {
  const { unsent, cutOff, answer } = stage(25);
  const [first, second] = [answer('/1', Buffer.alloc(10)), answer('/2', Buffer.alloc(10))];
  assert.deepEqual([unsent.bytes, cutOff], [20, []]);
  answer('/3', Buffer.alloc(10));
  assert.deepEqual([unsent.bytes, cutOff], [20, ['/1']]);
  assert.deepEqual([first.destroyed, second.destroyed], [true, false]);
});

test('what has been taken counts no more', async () => {
  const { unsent, cutOff, answer } = stage(25);
  const taken = answer('/1', Buffer.alloc(20));
  taken.destroy();
  await new Promise(setImmediate);
  assert.equal(unsent.bytes, 0);
  answer('/2', Buffer.alloc(20));
  assert.deepEqual(cutOff, []);
});

test('what many are given is kept once', async () => {
  const { unsent, cutOff, answer } = stage(25);
  const payload = Buffer.alloc(20);
  const responses = Array.from({ length: 100 }, (_, index) => answer(`/${index}`, payload));
  assert.deepEqual([unsent.bytes, cutOff], [20, []]);
  for (const response of responses) response.destroy();
  await new Promise(setImmediate);
  assert.equal(unsent.bytes, 0);
});

test('an answer of which nothing is read for long is cut off', () => {
  const { unsent, clock, cutOff, answer } = stage(25);
  const mute = answer('/mute', Buffer.alloc(10));
  clock.advance(30_000);
  assert.deepEqual(cutOff, []);
  clock.advance(30_000);
  assert.deepEqual([cutOff, mute.destroyed, unsent.bytes], [['/mute'], true, 0]);
  clock.advance(30_000);
  assert.equal(clock.pendingTimers, 0);
});

test('an answer larger than the bound is sent all the same', () => {
  const { unsent, cutOff, answer } = stage(25);
  const large = answer('/large', Buffer.alloc(100));
  assert.deepEqual([unsent.bytes, cutOff, large.destroyed], [100, [], false]);
});
