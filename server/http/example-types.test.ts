import assert from 'node:assert/strict';
import test from 'node:test';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DIALECTS } from '../dialects/dialects.ts';
import { readExampleAs } from './example-types.ts';

function readAs(accept: string | undefined, dialect: keyof typeof DIALECTS = 'documented') {
  const request = { headers: accept === undefined ? {} : { accept } } as FastifyRequest;
  let isDone = false;
  const hook = readExampleAs('application/octet-stream', DIALECTS[dialect]) as (
    request: FastifyRequest,
    reply: FastifyReply,
    done: () => void,
  ) => void;
  hook(request, {} as FastifyReply, () => {
    isDone = true;
  });
  assert.ok(isDone);
  return request.headers.accept;
}

test('documented: the type of the examples is read as what is given, wherever it stands', () => {
  assert.equal(readAs('application/event-stream'), 'application/octet-stream');
  assert.equal(
    readAs('text/html, application/event-stream;q=0.5'),
    'text/html,application/octet-stream;q=0.5',
  );
});

test('what is not asked by is left as it is', () => {
  for (const accept of [
    'text/event-stream',
    '*/*',
    'application/event-streams',
    'application/event-stream;q=0, */*',
  ])
    assert.equal(readAs(accept), accept);
  assert.equal(readAs(undefined), undefined);
});

test('pushy-server knows no such type', () => {
  assert.equal(readAs('application/event-stream', 'pushy-server'), 'application/event-stream');
});
