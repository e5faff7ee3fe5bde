import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRecord, storeInMemory } from './testing/store-fixture.ts';

const TEXTS = {
  empty: '',
  'multi-byte text': 'Grüße, 世界 🚀\n',
  'NUL and control characters': '\u0000a\u0000\u0001\u001b[31m\u007f\r\n\u0000',
  'no newline at the end': 'last line',
  'what looks like a number': '0123',
  'a megabyte': 'x☃'.repeat(250_000),
};

for (const [what, text] of Object.entries(TEXTS)) {
  test(`output comes back byte for byte: ${what}`, async (t) => {
    const store = await storeInMemory(t);
    await store.jobs.insert(jobRecord('one'));
    store.outputs.save('one', 'web1', { stdout: text, stderr: '' });
    store.outputs.save('one', 'web2', { stdout: '', stderr: text });
    assert.deepEqual(await store.outputs.get('one', 'web1'), {
      stdout: Buffer.from(text),
      stderr: Buffer.alloc(0),
    });
    assert.deepEqual(await store.outputs.get('one', 'web2'), {
      stdout: Buffer.alloc(0),
      stderr: Buffer.from(text),
    });
  });
}

test('outputs saved together, over jobs and beyond what one statement takes, do not mix', async (t) => {
  const store = await storeInMemory(t);
  await store.jobs.insert(jobRecord('one'));
  await store.jobs.insert(jobRecord('two'));
  const big = 'b'.repeat(9 * 1024 * 1024);
  const names = Array.from({ length: 8 }, (_, index) => `web${index}`);
  for (const name of names) {
    store.outputs.save('one', name, { stdout: `${name} out${big}`, stderr: `${name} err` });
    store.outputs.save('two', name, { stdout: `${name} of two`, stderr: '' });
  }
  for (const name of names) {
    const one = await store.outputs.get('one', name);
    assert.equal(one?.stdout.length, name.length + 4 + big.length);
    assert.equal(one?.stdout.subarray(0, 9).toString(), `${name} outb`);
    assert.equal(one?.stderr.toString(), `${name} err`);
    assert.equal((await store.outputs.get('two', name))?.stdout.toString(), `${name} of two`);
  }
});

test('where nothing was captured there is nothing, and of two outputs the first stays', async (t) => {
  const store = await storeInMemory(t);
  await store.jobs.insert(jobRecord('one'));
  assert.equal(await store.outputs.get('one', 'web1'), undefined);
  assert.equal(await store.outputs.get('none', 'web1'), undefined);
  store.outputs.save('one', 'web1', { stdout: 'first', stderr: '' });
  await store.flushed();
  store.outputs.save('one', 'web1', { stdout: 'second', stderr: '' });
  assert.equal((await store.outputs.get('one', 'web1'))?.stdout.toString(), 'first');
});
