import assert from 'node:assert/strict';
import test from 'node:test';
import { Cache } from './cache.ts';

/** A cache over a table of values that counts its loads. */
function counting(values: Record<string, string>) {
  const loads: string[] = [];
  const cache = new Cache<string | undefined>(
    async (org, name) => {
      loads.push(`${org}/${name}`);
      return values[name];
    },
    (value) => value !== undefined,
  );
  return { cache, loads, values };
}

test('what is known is loaded once, even for many at once', async () => {
  const { cache, loads } = counting({ web1: 'key' });
  await Promise.all([cache.get('dev', 'web1'), cache.get('dev', 'web1')]);
  assert.equal(await cache.get('dev', 'web1'), 'key');
  assert.deepEqual(loads, ['dev/web1']);
});

test('what is not there is not remembered', async () => {
  const { cache, loads, values } = counting({});
  assert.equal(await cache.get('dev', 'web1'), undefined);
  values.web1 = 'key';
  assert.equal(await cache.get('dev', 'web1'), 'key');
  assert.equal(loads.length, 2);
});

test('forgetting takes one name, one organisation, or one name in all', async () => {
  const { cache, loads } = counting({ a: '1', b: '2' });
  const load = async () => {
    loads.length = 0;
    for (const org of ['dev', 'ops']) for (const name of ['a', 'b']) await cache.get(org, name);
    return loads;
  };
  assert.deepEqual(await load(), ['dev/a', 'dev/b', 'ops/a', 'ops/b']);
  cache.forget('dev', 'a');
  assert.deepEqual(await load(), ['dev/a']);
  cache.forgetOrganisation('ops');
  assert.deepEqual(await load(), ['ops/a', 'ops/b']);
  cache.forgetEverywhere('b');
  assert.deepEqual(await load(), ['dev/b', 'ops/b']);
});

test('a load that fails is tried again', async () => {
  let fails = true;
  const cache = new Cache<string>(
    async () => {
      if (fails) throw new Error('busy');
      return 'key';
    },
    () => true,
  );
  await assert.rejects(cache.get('dev', 'web1'), /busy/);
  fails = false;
  assert.equal(await cache.get('dev', 'web1'), 'key');
});

test('what was forgotten while it was loading is loaded anew, and the old load does not take its place', async () => {
  const pending: ((value: string | undefined) => void)[] = [];
  const cache = new Cache<string | undefined>(
    () => new Promise((resolve) => pending.push(resolve)),
    (value) => value !== undefined,
  );
  const old = cache.get('dev', 'web1');
  cache.forget('dev', 'web1');
  const current = cache.get('dev', 'web1');
  pending[1]?.('new');
  assert.equal(await current, 'new');
  pending[0]?.(undefined);
  assert.equal(await old, undefined);
  assert.equal(await cache.get('dev', 'web1'), 'new');
  assert.equal(pending.length, 2);
});

test('what is put is not loaded', async () => {
  const { cache, loads } = counting({ web1: 'stored' });
  cache.put('dev', 'web1', 'put', cache.changes);
  assert.equal(await cache.get('dev', 'web1'), 'put');
  assert.deepEqual(loads, []);
});

test('what is put after something was forgotten may be out of date and is loaded', async () => {
  const { cache, loads } = counting({ web1: 'stored' });
  const { changes } = cache;
  cache.forgetEverywhere('web1');
  cache.put('dev', 'web1', 'put', changes);
  assert.equal(await cache.get('dev', 'web1'), 'stored');
  assert.deepEqual(loads, ['dev/web1']);
});

test('putting what is out of date does not make what others put so', async () => {
  const { cache } = counting({});
  const before = cache.changes;
  cache.forget('dev', 'web0');
  const { changes } = cache;
  cache.put('dev', 'web1', 'put', before);
  cache.put('dev', 'web2', 'put', changes);
  assert.equal(await cache.get('dev', 'web1'), undefined);
  assert.equal(await cache.get('dev', 'web2'), 'put');
});
