import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import { parseSignatureHeaders } from '../signing/signature-headers.ts';
import { verifyRequest } from '../signing/verify-request.ts';
import { eventsAfter, formatEvent, JOB_FEED } from '../testing/feed-text.ts';
import { vectorKey, vectorPublicKey } from '../testing/vectors.ts';
import { answerJson, endless, type SeenRequest, startWebServer } from '../testing/web-server.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { AnswerTooLarge, RequestRefused, ServerUnreachable, UnexpectedAnswer } from './errors.ts';
import type { FeedEvent } from './feed-event.ts';
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

/** A clock whose timers are due at once, but for their length, which is written down. */
class ImpatientClock implements Clock {
  readonly waitedMs: number[] = [];
  now = systemClock.now;
  monotonic = systemClock.monotonic;

  after(ms: number, fire: () => void) {
    this.waitedMs.push(ms);
    const immediate = setImmediate(fire);
    return { cancel: () => clearImmediate(immediate) };
  }
}

function clientOf(serverUrl: string, clock: Clock = new ImpatientClock()): RestClient {
  return new RestClient({ serverUrl, org: 'dev', user: 'admin', privateKey: vectorKey, clock });
}

function openFeed(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  return response;
}

/** The bytes that a reader is owed who has seen what he says he has. */
function owedTo({ headers }: SeenRequest): Buffer {
  const id = headers['last-event-id'];
  const events = eventsAfter(JOB_FEED, typeof id === 'string' ? id : undefined);
  return Buffer.from(events.map((event) => formatEvent(event)).join(''));
}

async function idsOf(events: AsyncIterable<FeedEvent>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of events) ids.push(id);
  return ids;
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
    const client = clientOf(server.url);
    for (let at = 0; at <= WHOLE_FEED.byteLength; at++) {
      const ids = await idsOf(readFeed({ client, path: `/${at}`, endAfter: JOB_FEED_ENDS }));
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
  const client = clientOf(server.url);
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc')), IDS);
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
  const client = clientOf(server.url);
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc', { lastEventId: 'job-3' })), ['job-10', 'job-11']);
  await client.close();
});

test('a summary ends the feed as well', async () => {
  await using server = await startWebServer((_request, response) =>
    openFeed(response).end('event: summary\nid: job-1\ndata: {"id":"abc"}\n'),
  );
  const client = clientOf(server.url);
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc')), ['job-1']);
  assert.equal(server.seen.length, 1);
  await client.close();
});

test('what comes behind the last event is still told', async () => {
  await using server = await startWebServer((_request, response) =>
    openFeed(response).end(
      Buffer.concat([WHOLE_FEED, Buffer.from(formatEvent({ event: 'x', id: 'y', data: '{}' }))]),
    ),
  );
  const client = clientOf(server.url);
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc')), [...IDS, 'y']);
  await client.close();
});

test('a 204 ends any feed', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end(WHOLE_FEED);
    else response.writeHead(204).end();
  });
  const client = clientOf(server.url);
  assert.deepEqual(await idsOf(readOrganisationFeed(client)), IDS);
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
  const client = clientOf(server.url, clock);
  await idsOf(readOrganisationFeed(client));
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
  const client = clientOf(server.url, clock);
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc', { retryMs: 100 })), IDS);
  assert.deepEqual(clock.waitedMs, [100, 200, 400, 800, 1600]);
  await client.close();
});

test('a server that fails too often is given up', async () => {
  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end();
    else response.socket?.destroy();
  });
  const client = clientOf(server.url);
  await assert.rejects(idsOf(readOrganisationFeed(client, { maxFailures: 3 })), ServerUnreachable);
  assert.equal(server.seen.length, 5);
  await client.close();
});

test('a server that was never there, or that says no, is not asked again', async () => {
  const gone = await startWebServer(() => {});
  await gone[Symbol.asyncDispose]();
  const nobody = clientOf(gone.url);
  await assert.rejects(idsOf(readJobFeed(nobody, 'abc')), ServerUnreachable);
  await nobody.close();

  await using server = await startWebServer((_request, response, number) => {
    if (number === 1) openFeed(response).end();
    else answerJson(response, 404, { error: ['not found'] });
  });
  const client = clientOf(server.url);
  await assert.rejects(
    idsOf(readOrganisationFeed(client)),
    (error) => error instanceof RequestRefused && error.status === 404 && error.text === 'not found',
  );
  await client.close();
});

test('an answer that is no feed, and data that is no JSON, are errors', async () => {
  await using server = await startWebServer((request, response) => {
    if (request.url === '/json') answerJson(response, 200, {});
    else openFeed(response).end('event: a\nid: 1\ndata: hello\n\n');
  });
  const client = clientOf(server.url);
  for (const path of ['/json', '/text'])
    await assert.rejects(idsOf(readFeed({ client, path })), UnexpectedAnswer);
  await client.close();
});

const ENDLESS: readonly (readonly [what: string, piece: string, type: string])[] = [
  ['an event', 'data: x\n', 'text/event-stream'],
  ['a line', 'x', 'text/event-stream'],
  ['an answer that is no feed', '[', 'application/json'],
];

for (const [what, piece, type] of ENDLESS) {
  test(`${what} without an end is an error that names the server and the bound`, async () => {
    await using server = await startWebServer((_request, response) => endless(response, piece, type));
    const client = clientOf(server.url).as({ maxAnswerBytes: 200_000 });
    await assert.rejects(idsOf(readJobFeed(client, 'abc')), (error) => {
      assert.ok(error instanceof AnswerTooLarge, String(error));
      assert.ok(
        error.message.includes(`of ${server.url} to GET /organizations/dev/pushy/job_status_feed/abc`),
      );
      assert.match(
        error.message,
        /^an (event of the )?answer .* has more than the 200000 bytes that are read$/,
      );
      return true;
    });
    assert.equal(server.seen.length, 1);
    await client.close();
  });
}

test('the signal ends a feed without an error: in a connection, in a pause and before either', async () => {
  await using server = await startWebServer((request, response) => {
    openFeed(response).write(WHOLE_FEED);
    if (request.url === '/closes') response.end();
  });
  const never: Clock = { ...systemClock, after: () => ({ cancel: () => {} }) };
  const client = clientOf(server.url, never);
  for (const path of ['/stays', '/closes']) {
    const stop = new AbortController();
    const ids: string[] = [];
    for await (const { id } of readFeed({ client, path, signal: stop.signal })) {
      ids.push(id);
      if (id === IDS.at(-1)) setImmediate(() => stop.abort());
    }
    assert.deepEqual(ids, IDS);
  }
  assert.deepEqual(await idsOf(readFeed({ client, path: '/stays', signal: AbortSignal.abort() })), []);
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
  const client = clientOf(server.url);
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
  const client = clientOf(server.url);
  const options: Partial<FeedOptions> = { silenceTimeoutMs: 50 };
  assert.deepEqual(await idsOf(readJobFeed(client, 'abc', options)), IDS);
  assert.equal(server.seen.length, 2);
  await client.close();
});
