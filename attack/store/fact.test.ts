import assert from 'node:assert/strict';
import test from 'node:test';
import { RequestRefused } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import { Fact } from './fact.ts';

/** A fact whose server is a variable. */
function fact() {
  const server = { value: 'old' };
  return { server, fact: new Fact('the colour', 'old', async () => server.value) };
}

const refusal = () => new RequestRefused(new Reply('PUT /colour', 507, {}, Buffer.from('{}')));

test('what was answered is so, and nothing else', async () => {
  const { server, fact: colour } = fact();
  await colour.change('new', async () => undefined);
  assert.equal(await colour.fault(), 'the colour is old, and was new');
  server.value = 'new';
  assert.equal(await colour.fault(), 'the colour is new, and was old', 'what was seen is what is so');
  assert.equal(await colour.fault(), undefined);
});

test('what was never answered may be so or not, and what is seen of it stays', async () => {
  const { server, fact: colour } = fact();
  await assert.rejects(colour.change('new', () => Promise.reject(new Error('gone'))));
  assert.equal(await colour.fault(), undefined);
  server.value = 'new';
  assert.equal(await colour.fault(), 'the colour is new, and was old');
});

test('what was refused changes nothing', async () => {
  const { server, fact: colour } = fact();
  await assert.rejects(colour.change('new', () => Promise.reject(refusal())));
  server.value = 'new';
  assert.equal(await colour.fault(), 'the colour is new, and was old');
});

test('it is busy while a change is asked for', async () => {
  const { fact: colour } = fact();
  const change = colour.change('new', async () => assert.equal(colour.isBusy, true));
  await change;
  assert.equal(colour.isBusy, false);
});
