import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { request } from 'undici';
import { chefFixture, trusting } from './testing/chef-fixture.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A push server that answers as the test says. Gives its URL. */
async function pushServer(t: TestContext, answer: Answer): Promise<string> {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers with what it saw. */
const mirror: Answer = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.writeHead(201, { 'content-type': 'application/json', location: '/there' });
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};

test('requests to the push server arrive as they were sent, and its answers come back so', async (t) => {
  const chef = await chefFixture(t, { pushServer: await pushServer(t, mirror) });
  const path = '/organizations/dev/pushy/jobs/a%2Fb//?include_file=true';
  const answer = await request(`${chef.url}${path}`, {
    method: 'POST',
    body: '{"command": "ünö"}',
    headers: { 'content-type': 'application/json', 'x-ops-sign': 'version=1.0' },
  });
  assert.deepEqual([answer.statusCode, answer.headers.location], [201, '/there']);
  assert.equal(answer.headers.connection, 'keep-alive');
  const seen = (await answer.body.json()) as {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  assert.deepEqual([seen.method, seen.url, seen.body], ['POST', path, '{"command": "ünö"}']);
  const { host, 'x-forwarded-proto': scheme, 'x-ops-sign': sign } = seen.headers;
  assert.deepEqual([host, scheme, sign], [new URL(chef.url).host, 'http', 'version=1.0']);
});

test('the push server is told the scheme: that of the front, or that which a proxy before it has seen', async (t) => {
  const chef = await chefFixture(t, { pushServer: await pushServer(t, mirror) });
  const dispatcher = trusting(t, chef.certificate);
  const encrypted = await request(`${chef.httpsUrl}/pushy/_status`, { dispatcher });
  const seen = (await encrypted.body.json()) as { readonly headers: Readonly<Record<string, string>> };
  assert.equal(seen.headers['x-forwarded-proto'], 'https');
  assert.equal(seen.headers.host, new URL(chef.httpsUrl).host);
  const forwarded = await request(`${chef.url}/pushy/_status`, { headers: { 'x-forwarded-proto': 'https' } });
  const told = (await forwarded.body.json()) as { readonly headers: Readonly<Record<string, string>> };
  assert.equal(told.headers['x-forwarded-proto'], 'https');
});

test('nothing but what is for the push server goes there', async (t) => {
  const chef = await chefFixture(t, { pushServer: await pushServer(t, mirror) });
  const statusOf = async (path: string) => {
    const { statusCode, body } = await request(`${chef.url}${path}`);
    await body.dump();
    return statusCode;
  };
  for (const path of [
    '/pushy/_status',
    '/pushy',
    '/organizations/dev/pushy',
    '/organizations/dev/pushy?x=1',
    '//organizations//dev//pushy/jobs',
  ]) {
    assert.equal(await statusOf(path), 201, path);
  }
  for (const path of [
    '/organizations/pushy',
    '/organizations/dev/clients',
    '/organizations/dev/clients/pushy',
  ]) {
    assert.equal(await statusOf(path), 400, path);
  }
  for (const path of ['/', '/pushyy', '/organizations/dev/pushyy', '/elsewhere/pushy']) {
    assert.equal(await statusOf(path), 404, path);
  }
});

test('an event of a feed is passed on when it is sent, and a reader who goes is gone there too', async (t) => {
  const feeds: ServerResponse[] = [];
  const url = await pushServer(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: start\n\n');
    feeds.push(response);
  });
  const chef = await chefFixture(t, { pushServer: url });
  for (const [address, dispatcher] of [
    [chef.url, undefined],
    [chef.httpsUrl, trusting(t, chef.certificate)],
  ] as const) {
    const { body } = await request(`${address}/organizations/dev/pushy/job_status_feed`, {
      ...(dispatcher && { dispatcher }),
    });
    const [first] = await once(body, 'data');
    assert.equal(String(first), 'event: start\n\n');
    const feed = feeds.at(-1);
    assert.ok(feed);
    feed.write(':keepalive\n');
    const [second] = await once(body, 'data');
    assert.equal(String(second), ':keepalive\n');
    const gone = once(feed, 'close');
    body.on('error', () => undefined).destroy();
    await gone;
    assert.equal(feed.writableFinished, false);
  }
});

test('a client that goes before there is an answer is gone for the push server', async (t) => {
  const asked = new EventEmitter();
  const url = await pushServer(t, (_request, response) => asked.emit('asked', response));
  const chef = await chefFixture(t, { pushServer: url });
  const arrived = once(asked, 'asked');
  const leaving = new AbortController();
  const answer = request(`${chef.url}/pushy/_status`, { signal: leaving.signal });
  const [response] = await arrived;
  const gone = once(response, 'close');
  leaving.abort();
  await assert.rejects(answer);
  await gone;
});

test('an answer that comes before the whole request was sent is passed on', async (t) => {
  const url = await pushServer(t, (request, response) => {
    response.writeHead(413, { 'content-type': 'application/json' });
    response.end('{"error":"too large"}');
    request.resume();
  });
  const chef = await chefFixture(t, { pushServer: url });
  const body = Buffer.alloc(3_000_000, ' ');
  const answer = await request(`${chef.url}/organizations/dev/pushy/jobs`, { method: 'POST', body });
  assert.equal(answer.statusCode, 413);
  assert.deepEqual(await answer.body.json(), { error: 'too large' });
});

test('a push server that closes the connection has it closed with the client', async (t) => {
  const url = await pushServer(t, (_request, response) => {
    response.writeHead(200, { connection: 'close' });
    response.end();
  });
  const chef = await chefFixture(t, { pushServer: url });
  const { headers, body } = await request(`${chef.url}/pushy/_status`);
  assert.equal(headers.connection, 'close');
  await body.dump();
});

test('a push server that is not there is a 502 that says so, and the Chef server answers all the same', async (t) => {
  const chef = await chefFixture(t, { pushServer: 'http://127.0.0.1:1' });
  const answer = await request(`${chef.url}/pushy/_status`);
  assert.deepEqual([answer.statusCode, answer.headers['content-type']], [502, 'application/json']);
  assert.deepEqual(await answer.body.json(), {
    error: ['the push server at http://127.0.0.1:1 cannot be reached (ECONNREFUSED)'],
  });
  const other = await request(`${chef.url}/organizations/dev`);
  assert.equal(other.statusCode, 400);
  await other.body.dump();
});

test('a push server that breaks off breaks off its answer', async (t) => {
  const url = await pushServer(t, (_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  const chef = await chefFixture(t, { pushServer: url });
  const { body } = await request(`${chef.url}/pushy/_status`);
  await assert.rejects(body.text());
});

test('a push server over https is passed on to, whoever signed its certificate', async (t) => {
  const behind = await chefFixture(t);
  const chef = await chefFixture(t, { pushServer: behind.httpsUrl });
  const { statusCode, body } = await request(`${chef.url}/pushy/_status`);
  assert.deepEqual([statusCode, await body.json()], [404, { error: ['nothing is found at /pushy/_status'] }]);
});

test('a reader of a feed does not keep the front from stopping', async (t) => {
  const url = await pushServer(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':keepalive\n');
  });
  const chef = await chefFixture(t, { pushServer: url });
  const { body } = await request(`${chef.url}/pushy/feed`);
  await once(body, 'data');
  const ended = assert.rejects(body.text());
  await chef.stop();
  await ended;
});
