import assert from 'node:assert/strict';
import test from 'node:test';
import { isTransient, waitBeforeMs } from './transient.ts';

test('too much to do and a gateway without an answer pass; everything else stays as it is', () => {
  const passing = [200, 204, 400, 401, 404, 429, 500, 501, 502, 503, 504, 507].filter(isTransient);
  assert.deepEqual(passing, [429, 502, 503, 504]);
});

test('a request is sent again when the server says, or later each time', () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const wait = (retryAfter: string | undefined, attempt = 1) => waitBeforeMs(retryAfter, { attempt, nowMs });
  assert.deepEqual(
    [1, 2, 3].map((attempt) => wait(undefined, attempt)),
    [500, 1_000, 2_000],
  );
  assert.equal(wait('3'), 3_000);
  assert.equal(wait('0'), 0);
  assert.equal(wait('86400'), 60_000);
  assert.equal(wait('Thu, 01 Jan 2026 00:00:05 GMT'), 5_000);
  assert.equal(wait('Wed, 31 Dec 2025 23:59:00 GMT'), 0);
  assert.equal(wait('soon'), 500);
});
