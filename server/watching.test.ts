import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerWatcher } from './watcher.ts';
import { Watching } from './watching.ts';

function named(name: string, said: string[]): ServerWatcher {
  const say = (what: string) => () => void said.push(`${name} ${what}`);
  return {
    received: say('received'),
    sent: say('sent'),
    published: say('published'),
    answered: say('answered'),
  };
}

test('while nobody watches there is nobody to say anything to', () => {
  const watching = new Watching();
  assert.equal(watching.tap, undefined);
  const one = named('one', []);
  watching.add(one);
  watching.delete(one);
  assert.equal(watching.tap, undefined);
});

test('whoever watches alone is spoken to directly, and of several each is', () => {
  const said: string[] = [];
  const [one, other] = [named('one', said), named('other', said)];
  const watching = new Watching();
  watching.add(one);
  assert.equal(watching.tap, one);
  watching.add(other);
  watching.tap?.published?.([]);
  watching.tap?.connection?.({ became: 'cut', reason: 'x', address: '', org: undefined, node: undefined });
  watching.delete(one);
  watching.tap?.published?.([]);
  assert.deepEqual(said, ['one published', 'other published', 'other published']);
});
