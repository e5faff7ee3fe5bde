import assert from 'node:assert/strict';
import test from 'node:test';
import { formatEvent, JOB_FEED } from '../testing/feed-text.ts';
import { vectorKey } from '../testing/vectors.ts';
import { answerJson, startWebServer } from '../testing/web-server.ts';
import { ServerUnreachable } from './errors.ts';
import { readJobFeed } from './feed-reader.ts';
import { RestClient } from './rest-client.ts';
import type { RestObserver } from './rest-observer.ts';

/** A client of `admin` that has written down what its observer was told, a line each. */
function observed(serverUrl: string): { readonly client: RestClient; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const observer: RestObserver = {
    asked: ({ method, path, user, body }) => lines.push(`${method} ${path} as ${user}: ${body}`),
    answered: ({ path }, status, body, headers) =>
      lines.push(
        `${status} to ${path}, ${headers?.['content-type']}: ${body && Buffer.from(body).toString()}`,
      ),
    failed: ({ path }) => lines.push(`no answer to ${path}`),
    event: (path, { event }) => lines.push(`${event} of ${path}`),
  };
  const client = new RestClient({ serverUrl, org: 'dev', user: 'admin', privateKey: vectorKey, observer });
  return { client, lines };
}

test('requests and answers are told in the name that signs them', async () => {
  await using server = await startWebServer((_request, response) => answerJson(response, 403, ['no']));
  const { client, lines } = observed(server.url);
  await client.as({ user: 'web1' }).request('POST', '/x', { body: { a: 1 } });
  await client.request('GET', '/y', { signed: false });
  await client.close();
  assert.deepEqual(lines, [
    'POST /x as web1: {"a":1}',
    '403 to /x, application/json: ["no"]',
    'GET /y as undefined: undefined',
    '403 to /y, application/json: ["no"]',
  ]);
});

test('a request that nobody answers is told as that', async () => {
  const server = await startWebServer(() => {});
  await server[Symbol.asyncDispose]();
  const { client, lines } = observed(server.url);
  await assert.rejects(client.request('POST', '/x'), ServerUnreachable);
  await client.close();
  assert.deepEqual(lines, ['POST /x as admin: undefined', 'no answer to /x']);
});

test('an answer that breaks off is none', async () => {
  await using server = await startWebServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('{');
    setImmediate(() => response.destroy());
  });
  const { client, lines } = observed(server.url);
  await assert.rejects(client.request('POST', '/x'), ServerUnreachable);
  await client.close();
  assert.deepEqual(lines, ['POST /x as admin: undefined', 'no answer to /x']);
});

test('the events of a feed are told as they are read', async () => {
  await using server = await startWebServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.end(JOB_FEED.map((event) => formatEvent(event)).join(''));
  });
  const { client, lines } = observed(server.url);
  const path = client.pushyPath('job_status_feed/1');
  for await (const event of readJobFeed(client, '1')) assert.ok(event.id);
  await client.close();
  assert.deepEqual(lines, [
    `GET ${path} as admin: undefined`,
    `200 to ${path}, text/event-stream: undefined`,
    ...JOB_FEED.map(({ event }) => `${event} of ${path}`),
  ]);
});
