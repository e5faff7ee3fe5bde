import assert from 'node:assert/strict';
import test from 'node:test';
import { startWebServer } from '../../protocol/testing/web-server.ts';
import { type Failed, whyNotJudged } from './why-not-judged.ts';

const EXTERNAL = { kind: 'external', url: '' } as const;

function failed(type: string, about: Partial<Failed> = {}): Failed {
  const result = { exception: { type, message: `a ${type}` } };
  return { result, hasBegun: true, hasRestarted: false, incarnation: 'one', ...about };
}

const serving = (incarnation: string) =>
  startWebServer((_request, response) => response.end(JSON.stringify({ incarnation_id: incarnation })));

test('a failure at a server that answers is a failure', async () => {
  await using server = await serving('one');
  const target = { server: EXTERNAL, url: server.url };
  for (const type of ['AssertionError', 'Error', 'RequestRefused', 'ServerUnreachable'])
    assert.equal(await whyNotJudged(failed(type), target), undefined);
});

test('what says of itself that it cannot be judged is not', async () => {
  await using server = await serving('one');
  const target = { server: EXTERNAL, url: server.url };
  const notes = ['NotJudged', 'Hindered', 'HookFailed'].map((type) => whyNotJudged(failed(type), target));
  assert.deepEqual(await Promise.all(notes), [
    { why: 'a NotJudged', hinders: false, ends: false },
    { why: 'a Hindered', hinders: true, ends: false },
    { why: 'a HookFailed', hinders: true, ends: false },
  ]);
});

test('a server that started anew while the scenario was under way is not blamed, unless the scenario restarted it', async () => {
  await using server = await serving('two');
  const target = { server: EXTERNAL, url: server.url };
  const note = await whyNotJudged(failed('AssertionError'), target);
  assert.deepEqual(note, {
    why: `the target at ${server.url} started anew while scenarios were under way`,
    hinders: true,
    ends: false,
  });
  assert.equal(await whyNotJudged(failed('AssertionError', { hasRestarted: true }), target), undefined);
  assert.equal(await whyNotJudged(failed('AssertionError', { incarnation: undefined }), target), undefined);
});

test('a server that no longer answers ends the run, whatever failed', async () => {
  const server = await serving('one');
  await server[Symbol.asyncDispose]();
  const note = await whyNotJudged(failed('AssertionError'), {
    server: EXTERNAL,
    url: server.url,
    goneAfterMs: 20,
  });
  assert.deepEqual([note?.hinders, note?.ends], [true, true]);
  assert.match(note?.why ?? '', /^the target at .* no longer answers \(.*ECONNREFUSED/);
});

test('a front that passes the status to nobody says nothing of the server behind it', async () => {
  await using front = await startWebServer((_request, response) => response.writeHead(404).end());
  const target = { server: EXTERNAL, url: front.url, goneAfterMs: 20 };
  assert.equal(await whyNotJudged(failed('AssertionError'), target), undefined);
});

test('what the target answers before a scenario begins is in the way, and no fault of what it is about', async () => {
  await using server = await serving('one');
  const target = { server: EXTERNAL, url: server.url };
  const note = await whyNotJudged(failed('RequestRefused', { hasBegun: false }), target);
  assert.equal(note?.why, 'the target does not let scenarios begin (a RequestRefused)');
  assert.equal(await whyNotJudged(failed('TypeError', { hasBegun: false }), target), undefined);
});

test('a server in the process of the scenarios goes away with it', async () => {
  const target = { server: { kind: 'in-process' } } as const;
  assert.equal(await whyNotJudged(failed('ServerUnreachable', { hasBegun: false }), target), undefined);
});
