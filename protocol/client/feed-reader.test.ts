import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import { parseSignatureHeaders } from '../signing/signature-headers.ts';
import { verifyRequest } from '../signing/verify-request.ts';
import { feedClientOf, feedIds, openFeed } from '../testing/feed-connection.ts';
import { eventsAfter, formatEvent, JOB_FEED } from '../testing/feed-text.ts';
import { ImpatientClock } from '../testing/impatient-clock.ts';
import { vectorKey, vectorPublicKey } from '../testing/vectors.ts';
import { answerJson, type SeenRequest, startWebServer } from '../testing/web-server.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { RequestRefused, ServerUnreachable } from './errors.ts';
import {
  type FeedOptions,
  JOB_FEED_ENDS,
  readFeed,
  readJobFeed,
  readOrganisationFeed,
} from './feed-reader.ts';
import { RestClient } from './rest-client.ts';

const IDS = JOB_FEED.map(({ id }) => id);
const WHOLE_FEED = Buffer.from(JOB_FEED.map((event) => formatEvent(event)).join(''));

/** The bytes that a reader is owed who has seen what he says he has. */
function owedTo({ headers }: SeenRequest): Buffer {
  const id = headers['last-event-id'];
  const events = eventsAfter(JOB_FEED, typeof id === 'string' ? id : undefined);
  return Buffer.from(events.map((event) => formatEvent(event)).join(''));
}

const CUTS: readonly (readonly [
  shown: string,
  cut: (response: ServerResponse, bytes: Uint8Array) => void,
])[] = [
  ['broken', (response, bytes) => response.write(bytes, () => response.socket?.destroy())],
  ['closed', (response, bytes) => response.end(bytes)],
];

for (const [shown, cut] of CUTS) {
  test(`a feed ${shown} at any byte comes whole, every event once`, async () => {
    // each feed is cut in its first connection; which feed a request is for stands in its path
    const begun = new Set<string>();
    await using server = await startWebServer((request, response) => {
      const owed = owedTo(request);
      const isFirst = !begun.has(request.url);
      begun.add(request.url);
      const at = Number(request.url.slice(1));
      openFeed(response);
      if (isFirst && at > 0) cut(response, owed.subarray(0, at));
      else if (isFirst) cut(response, Buffer.from(':'));
      else response.end(owed);
    });
    const client = feedClientOf(server.url);
    for (let at = 0; at <= WHOLE_FEED.byteLength; at++) {
      const ids = await feedIds(readFeed({ client, path: `/${at}`, endAfter: JOB_FEED_ENDS }));
      assert.deepEqual(ids, IDS, `cut at byte ${at}`);
    }
    await client.close();
  });
}

test('every attempt is signed, asks for a stream, and says what was seen last', async () => {
  await using server = await startWebServer((request, response) => {
    const [first, second] = eventsAfter(JOB_FEED, String(request.headers['last-event-id']));
    openFeed(response).end([first, second].flatMap((event) => (event ? [formatEvent(event)] : [])).join(''));
  });
  const client = feedClientOf(server.url);
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc')), IDS);
  assert.deepEqual(
    server.seen.map(({ url, headers }) => [url, headers['last-event-id'], headers.accept]),
    [undefined, 'job-2', 'job-10'].map((id) => [
      '/organizations/dev/pushy/job_status_feed/abc',
      id,
      'text/event-stream',
    ]),
  );
  for (const request of server.seen) {
    const parsed = parseSignatureHeaders(request.headers);
    assert.ok(parsed.ok && verifyRequest(parsed.value, { ...request, path: request.url }, vectorPublicKey));
  }
  await client.close();
});

test('a reader may begin behind an event', async () => {
  await using server = await startWebServer((request, response) => openFeed(response).end(owedTo(request)));
  const client = feedClientOf(server.url);
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc', { lastEventId: 'job-3' })), ['job-10', 'job-11']);
  await client.close();
});

test('a summary ends the feed as well', async () => {
  await using server = await startWebServer((_request, response) =>
    openFeed(response).end('event: summary\nid: job-1\ndata: {"id":"abc"}\n'),
  );
  const client = feedClientOf(server.url);
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc')), ['job-1']);
  assert.equal(server.seen.length, 1);
  await client.close();
});

test('what comes behind the last event is still told', async () => {
  await using server = await startWebServer((_request, response) =>
    openFeed(response).end(
      Buffer.concat([WHOLE_FEED, Buffer.from(formatEvent({ event: 'x', id: 'y', data: '{}' }))]),
    ),
  );
  const client = feedClientOf(server.url);
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc')), [...IDS, 'y']);
  await client.close();
});

test('a 204 ends any feed', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end(WHOLE_FEED);
    else response.writeHead(204).end();
  });
  const client = feedClientOf(server.url);
  assert.deepEqual(await feedIds(readOrganisationFeed(client)), IDS);
  assert.equal(server.seen.length, 2);
  await client.close();
});

test('the pause before a reconnect is what the server asks for, else a second', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end();
    else if (number === 2) openFeed(response).end('retry: 7\n\n');
    else response.writeHead(204).end();
  });
  const clock = new ImpatientClock();
  const client = feedClientOf(server.url, clock);
  await feedIds(readOrganisationFeed(client));
  assert.deepEqual(clock.waitedMs, [1000, 7]);
  await client.close();
});

test('a server that fails for a while is asked again, with longer and longer pauses', async () => {
  await using server = await startWebServer((request, response, number) => {
    if (number === 1) openFeed(response).end(formatEvent({ event: 'start', id: 'job-1', data: '{}' }));
    else if (number === 2) response.socket?.destroy();
    else if (number < 6) answerJson(response, 503, { error: 'busy' });
    else openFeed(response).end(owedTo(request));
  });
  const clock = new ImpatientClock();
  const client = feedClientOf(server.url, clock);
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc', { retryMs: 100 })), IDS);
  assert.deepEqual(clock.waitedMs, [100, 200, 400, 800, 1600]);
  await client.close();
});

test('a server that fails too often is given up', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end();
    else response.socket?.destroy();
  });
  const client = feedClientOf(server.url);
  await assert.rejects(feedIds(readOrganisationFeed(client, { maxFailures: 3 })), ServerUnreachable);
  assert.equal(server.seen.length, 5);
  await client.close();
});

test('a server that was never there, or that says no, is not asked again', async () => {
  const gone = await startWebServer(() => {});
  await gone[Symbol.asyncDispose]();
  const nobody = feedClientOf(gone.url);
  await assert.rejects(feedIds(readJobFeed(nobody, 'abc')), ServerUnreachable);
  await nobody.close();

  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end();
    else answerJson(response, 404, { error: ['not found'] });
  });
  const client = feedClientOf(server.url);
  await assert.rejects(
    feedIds(readOrganisationFeed(client)),
    (error) => error instanceof RequestRefused && error.status === 404 && error.text === 'not found',
  );
  await client.close();
});

test('the signal ends a feed without an error: in a connection, in a pause and before either', async () => {
  await using server = await startWebServer((request, response) => {
    openFeed(response).write(WHOLE_FEED);
    if (request.url === '/closes') response.end();
  });
  const never: Clock = { ...systemClock, after: () => ({ cancel: () => {} }) };
  const client = feedClientOf(server.url, never);
  for (const path of ['/stays', '/closes']) {
    const stop = new AbortController();
    const ids: string[] = [];
    for await (const { id } of readFeed({ client, path, signal: stop.signal })) {
      ids.push(id);
      if (id === IDS.at(-1)) setImmediate(() => stop.abort());
    }
    assert.deepEqual(ids, IDS);
  }
  assert.deepEqual(await feedIds(readFeed({ client, path: '/stays', signal: AbortSignal.abort() })), []);
  await client.close();
});

test('a reader that leaves takes its connection along', async () => {
  let left: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  await using server = await startWebServer((_request, response) => {
    response.on('close', () => left());
    openFeed(response).write(WHOLE_FEED);
  });
  const client = feedClientOf(server.url);
  for await (const { id } of readJobFeed(client, 'abc')) {
    assert.equal(id, 'job-1');
    break;
  }
  await gone;
  await client.close();
});

test('streams do not use up the connections of requests', async () => {
  await using server = await startWebServer((request, response) => {
    if (request.url === '/x') answerJson(response, 200, {});
    else openFeed(response).write(WHOLE_FEED);
  });
  const client = new RestClient({
    serverUrl: server.url,
    org: 'dev',
    user: 'admin',
    privateKey: vectorKey,
    concurrency: 1,
  });
  const feeds = Array.from({ length: 5 }, () => readJobFeed(client, 'abc'));
  for (const feed of feeds) assert.equal((await feed.next()).value?.id, 'job-1');
  assert.equal((await client.request('GET', '/x')).status, 200);
  for (const feed of feeds) await feed.return();
  await client.close();
});

test('a connection that falls silent is given up and opened again', async () => {
  await using server = await startWebServer((request, response, number) => {
    if (number === 1) openFeed(response).write(WHOLE_FEED.subarray(0, 150));
    else openFeed(response).end(owedTo(request));
  });
  const client = feedClientOf(server.url);
  const options: Partial<FeedOptions> = { silenceTimeoutMs: 50 };
  assert.deepEqual(await feedIds(readJobFeed(client, 'abc', options)), IDS);
  assert.equal(server.seen.length, 2);
  await client.close();
});
