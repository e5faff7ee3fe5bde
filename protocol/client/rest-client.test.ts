import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import { parseSignatureHeaders } from '../signing/signature-headers.ts';
import { verifyRequest } from '../signing/verify-request.ts';
import { vectorKey, vectorPublicKey } from '../testing/vectors.ts';
import { answerJson, endless, type SeenRequest, startWebServer } from '../testing/web-server.ts';
import { SimulatedClock } from '../time/simulated-clock.ts';
import { AnswerTooLarge, ServerUnreachable, UnexpectedAnswer } from './errors.ts';
import { RestClient } from './rest-client.ts';
import type { RestClientOptions } from './rest-client-options.ts';

function clientOf(serverUrl: string, options: Partial<RestClientOptions> = {}): RestClient {
  return new RestClient({ serverUrl, org: 'dev', user: 'admin', privateKey: vectorKey, ...options });
}

function isSigned(request: SeenRequest | undefined): boolean {
  assert.ok(request);
  const parsed = parseSignatureHeaders(request.headers);
  return parsed.ok && verifyRequest(parsed.value, { ...request, path: request.url }, vectorPublicKey);
}

test('requests of every version arrive signed, the path as it was given', async () => {
  await using server = await startWebServer((_request, response) =>
    answerJson(response, 200, { fine: true }),
  );
  const first = clientOf(server.url);
  for (const version of ['1.0', '1.1', '1.3'] as const) {
    for (const serverApiVersion of ['0', '1']) {
      const client = first.as({ version, serverApiVersion });
      const reply = await client.request('POST', '/organizations/dev//pushy/jobs/?a=%20b', {
        body: { command: 'Đ' },
      });
      assert.deepEqual([reply.status, reply.json()], [200, { fine: true }]);
      const request = server.seen.at(-1);
      assert.ok(isSigned(request));
      assert.equal(request?.url, '/organizations/dev//pushy/jobs/?a=%20b');
      assert.equal(request?.body, '{"command":"Đ"}');
      assert.equal(request?.headers['content-type'], 'application/json');
      assert.equal(request?.headers['x-ops-server-api-version'], serverApiVersion);
    }
  }
  await first.close();
});

test('a path below pushy names the organisation of the client', async () => {
  await using server = await startWebServer((_request, response) => answerJson(response, 200, []));
  const client = clientOf(`${server.url}/`, { org: 'a b' });
  await client.pushy('GET', 'jobs');
  assert.equal(server.seen[0]?.url, '/organizations/a%20b/pushy/jobs');
  await client.close();
});

test('a server with a prefix is asked below it, and the prefix is signed', async () => {
  await using server = await startWebServer((_request, response) => answerJson(response, 200, []));
  const client = clientOf(`${server.url}/chef/`);
  await client.pushy('GET', 'jobs');
  assert.equal(client.serverUrl, `${server.url}/chef`);
  assert.equal(server.seen[0]?.url, '/chef/organizations/dev/pushy/jobs');
  assert.ok(isSigned(server.seen[0]));
  await client.close();
});

test('an answer is an answer whatever its status', async () => {
  await using server = await startWebServer((_request, response) =>
    answerJson(response, 403, { error: ['no'] }),
  );
  const client = clientOf(server.url);
  const reply = await client.request('GET', '/x');
  assert.deepEqual([reply.status, reply.text, reply.asked], [403, '{"error":["no"]}', 'GET /x']);
  assert.equal(reply.headers['content-type'], 'application/json');
  await client.close();
});

test('headers and body can be anything that a test of a server needs', async () => {
  await using server = await startWebServer((_request, response) => answerJson(response, 200, {}));
  const client = clientOf(server.url);
  await client.request('POST', '/x', {
    rawBody: '{not json',
    headers: { accept: 'text/plain', 'content-type': undefined, 'x-ops-sign': 'version=9', 'X-Other': 'y' },
  });
  const headers = server.seen[0]?.headers;
  assert.equal(server.seen[0]?.body, '{not json');
  assert.equal(headers?.accept, 'text/plain');
  assert.equal(headers?.['content-type'], undefined);
  assert.equal(headers?.['x-ops-sign'], 'version=9');
  assert.equal(headers?.['x-other'], 'y');
  await client.request('GET', '/x', { signed: false });
  assert.equal(server.seen[1]?.headers['x-ops-userid'], undefined);
  await client.close();
});

test('a connection that broke is opened again where that is safe, and each attempt is signed afresh', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number < 3) response.socket?.destroy();
    else answerJson(response, 200, {});
  });
  // each attempt sees a second of its own
  class TickingClock extends SimulatedClock {
    override now(): number {
      this.advance(1000);
      return super.now();
    }
  }
  const client = clientOf(server.url, { clock: new TickingClock() });
  assert.equal((await client.request('GET', '/x')).status, 200);
  assert.equal(server.seen.length, 3);
  assert.ok(server.seen.every(isSigned));
  assert.equal(new Set(server.seen.map(({ headers }) => headers['x-ops-timestamp'])).size, 3);
  await client.close();
});

test('a POST is not sent twice', async () => {
  await using server = await startWebServer((_request, response) => response.socket?.destroy());
  const client = clientOf(server.url);
  await assert.rejects(client.request('POST', '/x', { body: {} }), ServerUnreachable);
  assert.equal(server.seen.length, 1);
  await client.close();
});

test('a server that is not there is named with the remedy', async () => {
  const server = await startWebServer(() => {});
  await server[Symbol.asyncDispose]();
  const client = clientOf(server.url);
  const ask = [() => client.request('GET', '/x'), () => client.stream('/x', { silenceTimeoutMs: 0 })];
  for (const asked of ask) {
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof ServerUnreachable);
      assert.match(
        error.message,
        /^cannot reach http:\/\/127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\): is the server running\?$/,
      );
      return true;
    });
  }
  await client.close();
});

test('no more requests are under way than were allowed, and clients made by `as` share them', async () => {
  let open = 0;
  let most = 0;
  await using server = await startWebServer((_request, response) => {
    open++;
    most = Math.max(most, open);
    setImmediate(() => {
      open--;
      answerJson(response, 200, {});
    });
  });
  const client = clientOf(server.url, { concurrency: 3 });
  const others = Array.from({ length: 30 }, (_, index) => client.as({ user: `node${index}` }));
  await Promise.all(others.map((other) => other.request('GET', '/x')));
  assert.ok(most <= 3, `${most} at once`);
  assert.ok(server.sockets.size <= 3, `${server.sockets.size} connections`);
  assert.equal(new Set(server.seen.map(({ headers }) => headers['x-ops-userid'])).size, 30);
  await client.close();
});

test('a request can be given up', async () => {
  await using server = await startWebServer(() => {});
  const client = clientOf(server.url);
  await assert.rejects(client.request('GET', '/x', { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await client.close();
  assert.equal(server.seen.length, 0);
});

test('of an answer without an end no more is read than the client takes, and it is not asked for again', async () => {
  let givenUp: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    givenUp = resolve;
  });
  await using server = await startWebServer((_request, response) => {
    response.on('close', givenUp);
    endless(response, '[');
  });
  const client = clientOf(server.url, { maxAnswerBytes: 100_000 });
  await assert.rejects(client.request('GET', '/x'), (error) => {
    assert.ok(error instanceof AnswerTooLarge && error instanceof UnexpectedAnswer);
    assert.equal(
      error.message,
      `an answer of ${server.url} to GET /x has more than the 100000 bytes that are read`,
    );
    return true;
  });
  await closed;
  assert.equal(server.seen.length, 1);
  await client.close();
});

test('an answer may have as many bytes as the client takes', async () => {
  await using server = await startWebServer((_request, response) => response.end('x'.repeat(100_000)));
  const client = clientOf(server.url, { maxAnswerBytes: 100_000 });
  assert.equal((await client.request('GET', '/x')).bytes.length, 100_000);
  await client.close();
  const smaller = clientOf(server.url, { maxAnswerBytes: 99_999 });
  await assert.rejects(smaller.request('GET', '/x'), AnswerTooLarge);
  await smaller.close();
});

for (const [when, answer] of [
  ['nobody answers', () => {}],
  ['an answer comes', (response: ServerResponse) => endless(response, ' ')],
  ['an answer stands still', (response: ServerResponse) => response.write('[')],
] as const) {
  test(`the signal of a client gives up its requests while ${when}, with its own reason`, async () => {
    const stop = new AbortController();
    await using server = await startWebServer((_request, response) => {
      answer(response);
      setImmediate(() => stop.abort('SIGINT'));
    });
    const client = clientOf(server.url, { signal: stop.signal, maxAnswerBytes: Number.MAX_SAFE_INTEGER });
    await assert.rejects(client.request('GET', '/x'), (reason) => reason === 'SIGINT');
    await assert.rejects(client.stream('/x', { silenceTimeoutMs: 0 }), (reason) => reason === 'SIGINT');
    assert.equal(server.seen.length, 1);
    await client.close();
  });
}
