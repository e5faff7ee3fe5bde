import assert from 'node:assert/strict';
import test from 'node:test';
import { RequestRefused, refusalText, ServerUnreachable } from './errors.ts';
import { Reply } from './reply.ts';

test('the sentence is found in both shapes of an error body, and any other body is shown on one line', () => {
  assert.equal(refusalText('{"error":"invalid command supplied"}'), 'invalid command supplied');
  assert.equal(refusalText('{"error":["not permitted"]}'), 'not permitted');
  assert.equal(refusalText('{"error":["one","two"]}'), 'one two');
  for (const body of ['no JSON', 'null', '7', '{}', '{"error":7}', '{"error":[{}]}']) {
    assert.equal(refusalText(body), body);
  }
  assert.equal(refusalText('<html>\n<title>404 Not Found</title>\n'), 'an HTML page, "404 Not Found"');
  assert.equal(refusalText(''), 'an empty body');
});

test('a refusal says what was asked and why not', () => {
  const reply = new Reply('GET /pushy/x', 404, {}, Buffer.from('{"error":["not here"]}'));
  const refused = new RequestRefused(reply);
  assert.equal(refused.message, 'GET /pushy/x was refused with 404: not here');
  assert.deepEqual([refused.status, refused.text, refused.body], [404, 'not here', '{"error":["not here"]}']);
});

test('an unreachable server is named with the remedy, whatever the cause', () => {
  const url = 'http://127.0.0.1:1';
  const remedy = 'is the server running?';
  const cause = new Error('connect ECONNREFUSED');
  for (const [thrown, reason] of [
    [cause, 'connect ECONNREFUSED'],
    [new AggregateError([cause], ''), 'connect ECONNREFUSED'],
    ['odd', 'odd'],
    [
      Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' }),
      'it took the request and did not answer in time',
    ],
    [Object.assign(new Error('connect EHOSTUNREACH'), { code: 'EHOSTUNREACH' }), 'connect EHOSTUNREACH'],
  ] as const) {
    const error = new ServerUnreachable(url, thrown);
    assert.equal(error.message, `cannot reach ${url} (${reason}): ${remedy}`);
    assert.equal(error.cause, thrown);
  }
});
