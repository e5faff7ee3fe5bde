import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;
const KEYS = ['command', 'nodes', 'quorum', 'run_timeout', 'capture_output', 'user', 'dir', 'env', 'file'];

/** Any JSON, and what is nearly right more often than chance would have it. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.string(), { maxLength: 4 }),
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 })), { maxKeys: 4 }),
  fc.oneof(fc.integer(), fc.double(), fc.maxSafeNat(), fc.constantFrom(0, -0, 1, 1e308)),
  fc.string().map((text) => `raw:${text}`),
  fc.string().map((text) => `base64:${text}`),
  fc.base64String().map((text) => `base64:${text}`),
);

const body = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), value, { maxKeys: 6 }),
  fc
    .dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 3 })
    .map((wrong) => ({ command: 'x', nodes: ['web1'], ...wrong })),
);

test('any JSON in any place of a job body makes a job or is refused with a reason and stores nothing', async (t) => {
  const { ask, jobs } = await httpFixture(t);
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(body, async (json) => {
      const response = await ask('POST', JOBS, { body: json });
      if (response.statusCode === 201) {
        stored += 1;
        const shown = await ask('GET', `${JOBS}/${response.json().id}?include_file=true`);
        assert.equal(shown.statusCode, 200);
      } else {
        assert.equal(response.statusCode, 400);
        assert.equal(typeof response.json().error, 'string');
      }
      assert.equal((await jobs.ids('dev')).length, stored);
    }),
    { numRuns: 500 },
  );
});

test('any text as a job body is answered, and never with our own error', async (t) => {
  const { ask } = await httpFixture(t);
  const headers = { 'content-type': 'application/json' };
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
      const response = await ask('POST', JOBS, { rawBody: Buffer.from(bytes), headers });
      assert.equal(response.statusCode, 400);
    }),
    { numRuns: 100 },
  );
});
