import assert from 'node:assert/strict';
import test from 'node:test';
import { recogniseQuirks } from './recognise-quirks.ts';
import type { Seen } from './seen-place.ts';

const JOBS = '/organizations/org/pushy/jobs';
const JSON_TYPE = { 'content-type': 'application/json' };

function answered(
  [method, path, body = '']: readonly [method: string, path: string, body?: string],
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): Seen {
  const exchange = { method, path, user: 'admin', body, answer: { status, headers, body: text } };
  return { value: text, exchange };
}

test('a quirk is recognised on either side, and says whose it is', () => {
  const asked = ['GET', `${JOBS}/x`] as const;
  const ours = answered(asked, 404, '{"error":["not found"]}');
  const page = answered(asked, 404, '<html>404 Not Found</html>', { 'content-type': 'text/html' });
  assert.deepEqual(recogniseQuirks(ours, page), { by: 'quirk', names: ['html-errors'], of: 'second' });
  assert.deepEqual(recogniseQuirks(page, ours), { by: 'quirk', names: ['html-errors'], of: 'first' });
});

test('another status is that of a quirk where the request is one that provokes it', () => {
  const twice = ['POST', JOBS, '{"command":"x","nodes":["a","a"]}'] as const;
  const once = ['POST', JOBS, '{"command":"x","nodes":["a"]}'] as const;
  const refused = '{"error":"at least one node must be supplied"}';
  const failed = (asked: typeof twice | typeof once) =>
    recogniseQuirks(
      answered(asked, 400, refused),
      answered(asked, 500, '<html>500</html>', { 'content-type': 'text/html' }),
    );
  assert.deepEqual(failed(twice), { by: 'quirk', names: ['twice-named-500'], of: 'second' });
  assert.equal(failed(once), undefined);
});

test('a difference that a quirk explains in part is not explained', () => {
  const asked = ['GET', `${JOBS}/x`] as const;
  const ours = answered(asked, 404, '{"error":["not found"]}');
  const more = { 'content-type': 'text/html', 'x-more': '1' };
  assert.equal(recogniseQuirks(ours, answered(asked, 404, '<html>404</html>', more)), undefined);
  assert.equal(recogniseQuirks(ours, answered(asked, 404, '{"error":["nothing"]}')), undefined);
  assert.equal(recogniseQuirks(ours, undefined), undefined);
});
