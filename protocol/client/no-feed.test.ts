import assert from 'node:assert/strict';
import test from 'node:test';
import { feedClientOf, feedIds, openFeed } from '../testing/feed-connection.ts';
import { answerJson, endless, startWebServer } from '../testing/web-server.ts';
import { AnswerTooLarge, UnexpectedAnswer } from './errors.ts';
import { readFeed, readJobFeed } from './feed-reader.ts';

test('an answer that is no feed, and data that is no JSON, are errors', async () => {
  await using server = await startWebServer((request, response) => {
    if (request.url === '/json') answerJson(response, 200, {});
    else openFeed(response).end('event: a\nid: 1\ndata: hello\n\n');
  });
  const client = feedClientOf(server.url);
  for (const path of ['/json', '/text'])
    await assert.rejects(feedIds(readFeed({ client, path })), UnexpectedAnswer);
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
    const client = feedClientOf(server.url).as({ maxAnswerBytes: 200_000 });
    await assert.rejects(feedIds(readJobFeed(client, 'abc')), (error) => {
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
