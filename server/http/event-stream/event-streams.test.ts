import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import test from 'node:test';
import { type HttpFixture, httpFixture, PUSHY } from '../testing/http-fixture.ts';

const FEED = `${PUSHY}/jobs_status_feed`;

test('readers see that the stream lives, and the timer stops with the last of them', async (t) => {
  const fixture = await httpFixture(t, { timings: { keepAliveMs: 15_000 } });
  const { clock, untilReaders, jobs } = fixture;
  const readers = [await openFeed(fixture), await openFeed(fixture)];
  await untilReaders(2);
  for (const reader of readers) reader.setEncoding('utf8').read();
  for (let count = 0; count < 2; count++) {
    const told = readers.map((reader) => once(reader, 'data'));
    clock.advance(15_000);
    for (const [text] of await Promise.all(told)) assert.match(text, /^: keep-alive$/m);
  }
  await jobs.stop();
  await untilReaders(0);
  for (const reader of readers) reader.destroy();
  clock.advance(15_000);
  assert.equal(clock.pendingTimers, 0);
});

test('closing the server ends its streams', async (t) => {
  const { ask, app, untilReaders } = await httpFixture(t);
  const reading = ask('GET', FEED);
  await untilReaders(1);
  await app.close();
  assert.equal((await reading).statusCode, 200);
});

/** Opens a connection and asks for the feed of the organisation. */
async function openFeed({ app, headersOf }: HttpFixture): Promise<Socket> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const headers = Object.entries(headersOf('GET', FEED)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${FEED} HTTP/1.1\r\n${headers.join('')}\r\n`);
  await once(socket, 'readable');
  return socket;
}

test('a reader who goes away is forgotten', async (t) => {
  const fixture = await httpFixture(t);
  const socket = await openFeed(fixture);
  await fixture.untilReaders(1);
  socket.destroy();
  await fixture.untilReaders(0);
});

test('a reader who stops reading is cut off and costs another reader nothing', async (t) => {
  const fixture = await httpFixture(t, { timings: { maxReaderBufferBytes: 100_000 } });
  const [slow, quick] = [await openFeed(fixture), await openFeed(fixture)];
  let seen = '';
  quick.setEncoding('utf8').on('data', (text: string) => {
    seen += text.replace(/x+/g, '');
  });
  const cutOff = /"feed":"dev","reason":"too_slow","bufferedBytes":\d+.*a reader of a feed was cut off/;
  let started = 0;
  while (!cutOff.test(fixture.logged.join(''))) {
    await fixture.startJob({ command: 'x'.repeat(900_000), nodes: ['web1'] });
    started += 1;
  }
  while ((seen.match(/event: start/g) ?? []).length < started) await new Promise(setImmediate);
  await fixture.untilReaders(1);
  for (const socket of [slow, quick]) socket.destroy();
});

test('where too much is kept for all readers that are behind, the slowest are cut off', async (t) => {
  const timings = { maxReaderBufferBytes: 100_000_000, maxFeedBytes: 2_000_000 };
  const fixture = await httpFixture(t, { timings });
  const slow = await openFeed(fixture);
  while (fixture.metrics.counters()['bounds_met.feeds'] === undefined) {
    await fixture.startJob({ command: 'x'.repeat(900_000), nodes: ['web1'] });
  }
  await fixture.untilReaders(0);
  assert.match(fixture.logged.join(''), /"reason":"too_much_kept","bufferedBytes":\d+.*kept for all/);
  assert.match(await fixture.metrics.text(), /^push_harness_feed_bytes 0$/m);
  slow.destroy();
});
