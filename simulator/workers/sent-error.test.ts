import assert from 'node:assert/strict';
import test from 'node:test';
import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import { packError, type SentError, unpackError } from './sent-error.ts';

/** What comes out of another process. */
const sent = (error: unknown) => unpackError(JSON.parse(JSON.stringify(packError(error))) as SentError);

test('why a server is not reached is the same from another process, with the remedy and the proxy', () => {
  const cause = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  for (const proxy of [undefined, 'http://jane:secret@proxy:3128']) {
    const error = new ServerUnreachable('https://push.test', new AggregateError([cause]), proxy);
    const other = sent(error);
    assert.ok(other instanceof ServerUnreachable);
    assert.deepEqual([other.message, other.remedy], [error.message, error.remedy]);
    assert.doesNotMatch(JSON.stringify(packError(error)), /secret/);
  }
});

test('a refusal is the same from another process, also one that leads elsewhere', () => {
  const path = '/organizations/dev/clients';
  for (const headers of [{}, { location: `https://other.test${path}` }]) {
    const status = 'location' in headers ? 302 : 403;
    const error = new RequestRefused(
      new Reply(`POST ${path}`, status, headers, Buffer.from('{"error":["no"]}')),
    );
    const other = sent(error);
    assert.ok(other instanceof RequestRefused);
    assert.deepEqual(
      [other.message, other.redirect, other.body],
      [error.message, error.redirect, error.body],
    );
  }
});
