import assert from 'node:assert/strict';
import test from 'node:test';
import { RequestRefused, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import { StartError } from '../../server/start-error.ts';
import { CheckFailed, Interrupted, UsageError } from './errors.ts';
import { failureOf } from './failure.ts';

function refused(status: number, text: string): RequestRefused {
  const body = Buffer.from(JSON.stringify({ error: [text] }));
  return new RequestRefused(new Reply('GET /x', status, {}, body));
}

function codeOf(error: unknown): number {
  return failureOf(error, {}).code;
}

test('each kind of error has its exit code', () => {
  assert.equal(codeOf(new CheckFailed('it is not there')), 1);
  assert.equal(codeOf(new UnexpectedAnswer('GET /x', 'JSON', '<html>')), 1);
  assert.equal(codeOf(new UsageError('no key')), 2);
  assert.equal(codeOf(new StartError('port in use')), 2);
  assert.equal(codeOf(new ServerUnreachable('http://127.0.0.1:1', new Error('refused'))), 3);
  assert.equal(codeOf(new TypeError('undefined is not a function')), 70);
  assert.equal(codeOf('thrown text'), 70);
  assert.equal(codeOf(new Interrupted('interrupted')), 130);
});

test('a refusal is usage where asking again gives the same, else a failed check', () => {
  for (const status of [400, 401, 403, 413]) assert.equal(codeOf(refused(status, 'no')), 2, String(status));
  for (const status of [404, 409, 500, 503]) assert.equal(codeOf(refused(status, 'no')), 1, String(status));
  assert.equal(codeOf(refused(404, "organization 'nope' does not exist.")), 2);
});

test('an error is one sentence on one line that a terminal shows and does not obey', () => {
  const { lines } = failureOf(refused(401, 'bad\n\u001b[31mname'), {});
  assert.deepEqual(lines, [
    'The server refused (401): Bad \\x1b[31mname. Check --user, --key and --org, and the clock of this machine.',
  ]);
});

test('a server that cannot be reached is told with the remedy', () => {
  const { lines } = failureOf(new ServerUnreachable('http://127.0.0.1:1', new Error('refused')), {});
  assert.match(
    lines.join(),
    /^Cannot reach http:\/\/127.0.0.1:1 .* Start it with push-harness serve, or check --server\.$/,
  );
});

test('an error of ours says so, and shows its stack on demand only', () => {
  const error = new TypeError('undefined is not a function');
  const { lines } = failureOf(error, {});
  assert.equal(lines.length, 1);
  assert.match(
    lines.join(),
    /^This is an error of push-harness itself \(TypeError: .*\); DEBUG=1 .* shows where\.$/,
  );
  assert.match(failureOf(error, { DEBUG: '1' }).lines.join('\n'), /failure\.test\.ts/);
});
