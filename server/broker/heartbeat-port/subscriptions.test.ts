import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_PREFIX_BYTES, Subscriptions } from './subscriptions.ts';

const of = (text: string) => Buffer.from(text, 'latin1');

test('nothing is wanted before it is asked for', () => {
  assert.equal(new Subscriptions(1).wants('Version:2.0'), false);
});

test('the empty prefix is everything, and others are what starts so', () => {
  const everything = new Subscriptions(1);
  assert.ok(everything.add(of('')));
  assert.ok(everything.wants('Version:2.0') && everything.wants(''));

  const some = new Subscriptions(2);
  assert.ok(some.add(of('Version:2')) && some.add(of('\xff\0')));
  assert.ok(some.wants('Version:2.0') && some.wants('\xff\0b'));
  assert.ok(!some.wants('Version:1.0') && !some.wants('\xff') && !some.wants(''));
});

test('what was asked for twice has to be taken back twice', () => {
  const subscriptions = new Subscriptions(3);
  for (const prefix of ['', '', 'a']) subscriptions.add(of(prefix));
  subscriptions.remove(of(''));
  assert.ok(subscriptions.wants('b'));
  subscriptions.remove(of(''));
  assert.ok(!subscriptions.wants('b') && subscriptions.wants('a'));
  subscriptions.remove(of('a'));
  assert.ok(!subscriptions.wants('a'));
});

test('taking back what nobody asked for changes nothing, and does not make room', () => {
  const subscriptions = new Subscriptions(1);
  subscriptions.add(of(''));
  subscriptions.remove(of('a'));
  assert.ok(subscriptions.wants('b'));
  assert.ok(!subscriptions.add(of('b')));
});

test('there are so many at most, however often the same; taking one back makes room', () => {
  const subscriptions = new Subscriptions(16);
  for (let time = 0; time < 16; time++) assert.ok(subscriptions.add(of('a')));
  assert.ok(!subscriptions.add(of('a')) && !subscriptions.add(of('')));
  assert.ok(!subscriptions.wants('b'));
  subscriptions.remove(of('a'));
  assert.ok(subscriptions.add(of('')) && subscriptions.wants('b'));
});

test('a prefix has a longest length', () => {
  const subscriptions = new Subscriptions(2);
  assert.ok(subscriptions.add(Buffer.alloc(MAX_PREFIX_BYTES)));
  assert.ok(!subscriptions.add(Buffer.alloc(MAX_PREFIX_BYTES + 1)));
});

test('subscribers that want everything do not share what one of them asks for besides', () => {
  const [one, other] = [new Subscriptions(2), new Subscriptions(2)];
  for (const subscriptions of [one, other]) subscriptions.add(of(''));
  one.add(of('a'));
  one.remove(of(''));
  assert.ok(!one.wants('b') && other.wants('b'));
});
