import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { eventsAfter, formatEvent, JOB_FEED, type WrittenEvent } from '../testing/feed-text.ts';
import { createFeedParser, type FeedEvent } from './feed-event.ts';

/** What one connection gives that brings these pieces. */
function readPieces(pieces: readonly Uint8Array[], maxEventBytes?: number) {
  const outcome = {
    events: [] as FeedEvent[],
    retries: [] as number[],
    malformed: [] as string[],
    tooLong: 0,
  };
  const listeners = {
    onEvent: (event: FeedEvent) => outcome.events.push(event),
    onRetry: (ms: number) => outcome.retries.push(ms),
    onMalformed: (text: string) => outcome.malformed.push(text),
    onTooLong: () => {
      outcome.tooLong++;
    },
  };
  const parser = createFeedParser(listeners, maxEventBytes);
  for (const piece of pieces) parser.feed(piece);
  parser.end();
  return outcome;
}

const readText = (text: string) => readPieces([Buffer.from(text)]);
const written = ({ event, id, text }: FeedEvent): WrittenEvent => ({ event, id, data: text });

const FORMS: readonly (readonly [shown: string, format: (event: WrittenEvent) => string])[] = [
  ['as the server writes them', (event) => formatEvent(event)],
  ['with lines that end in CR LF', (event) => formatEvent(event, '\r\n')],
  ['with lines that end in CR', (event) => formatEvent(event, '\r')],
  ['with the data before the id', (event) => formatEvent(event, '\n', ['event', 'data', 'id'])],
  ['with the data before the event', (event) => formatEvent(event, '\n', ['id', 'data', 'event'])],
  ['with comments and pauses between', (event) => `: alive\n\n${formatEvent(event)}retry: 5\n\n`],
];

for (const [shown, format] of FORMS) {
  test(`events ${shown} are neither lost nor doubled wherever the first connection is cut`, () => {
    const bytes = Buffer.from(JOB_FEED.map(format).join(''));
    for (let cut = 0; cut <= bytes.byteLength; cut++) {
      const first = readPieces([bytes.subarray(0, cut)]).events.map(written);
      const rest = eventsAfter(JOB_FEED, first.at(-1)?.id).map(format).join('');
      const second = readText(rest).events.map(written);
      assert.deepEqual([...first, ...second], JOB_FEED, `cut at byte ${cut}`);
    }
  });

  test(`events ${shown} are the same whatever the pieces they come in`, () => {
    const bytes = Buffer.from(JOB_FEED.map(format).join(''));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (lengths) => {
        const pieces: Uint8Array[] = [];
        let start = 0;
        for (const length of lengths) {
          pieces.push(bytes.subarray(start, start + length));
          start += length;
        }
        pieces.push(bytes.subarray(start));
        assert.deepEqual(readPieces(pieces).events.map(written), JOB_FEED);
      }),
    );
  });
}

test('a last event without its closing blank line is read, as the shipped server leaves it', () => {
  const text = JOB_FEED.map((event) => formatEvent(event)).join('');
  for (const end of [text.slice(0, -1), text.slice(0, -2)]) {
    assert.deepEqual(readText(end).events.map(written), JOB_FEED);
  }
});

test('the data is read from its JSON, and the text is kept', () => {
  const [event] = readText('event: a\nid: 1\ndata: {"b":\ndata: "Đ"}\n\n').events;
  assert.deepEqual(event, { event: 'a', id: '1', data: { b: 'Đ' }, text: '{"b":\n"Đ"}' });
});

test('unknown fields are ignored, a pause is told of', () => {
  const { events, retries, malformed } = readText(
    'retry: 250\ntimestamp:\nevent: a\nid: 1\ndata: {}\n\nretry: x\n\n',
  );
  assert.deepEqual([events.length, retries, malformed], [1, [250], []]);
});

test('data that is no JSON object is told of, but not where the connection was cut in it', () => {
  assert.deepEqual(readText('data: hello\n\n').malformed, ['hello']);
  assert.deepEqual(readText('event: a\nid: 1\ndata: [1]\n\n').malformed, ['[1]']);
  assert.deepEqual(readText('event: a\nid: 1\ndata: {"a"').malformed, []);
});

const ENDLESS: Readonly<Record<string, string>> = {
  'a line': 'x',
  'lines of data': 'data: x\n',
  'empty lines of data': 'data:\n',
  comments: ':\n',
  'lines that end in CR LF': 'data: x\r\n',
  'names of events': 'event: x\n',
};

for (const [what, part] of Object.entries(ENDLESS)) {
  test(`${what} without an end are told of once, and nothing behind them is read`, () => {
    const piece = Buffer.from(part.repeat(1_000));
    const pieces = [
      ...Array.from({ length: 100 }, () => piece),
      Buffer.from('\n\nid: 1\nevent: a\ndata: {}\n\n'),
    ];
    assert.deepEqual(readPieces(pieces, 50_000), { events: [], retries: [], malformed: [], tooLong: 1 });
  });
}

test('any number of events that are short enough are read, whatever they come in', () => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const text = ['id: 1', 'event: a', 'data: {}', '', ': alive', '', ''].join(lineEnd).repeat(200);
    for (const length of [1, 2, 3, 7, 100, 10_000]) {
      const bytes = Buffer.from(text);
      const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
        bytes.subarray(index * length, (index + 1) * length),
      );
      const { events, tooLong } = readPieces(pieces, 100);
      assert.deepEqual([events.length, tooLong], [200, 0], `${JSON.stringify(lineEnd)} ${length}`);
    }
  }
});

test('data that is nested deeper than anybody could print is none', () => {
  const deep = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
  const { events, malformed } = readText(`id: 1\nevent: a\ndata: ${deep}\n\n`);
  assert.deepEqual([events.length, malformed.length], [0, 1]);
});

test('no bytes make the parser throw', () => {
  const pieces = fc.constantFrom(
    'event:',
    'id:',
    'data:',
    'retry:',
    ' ',
    '{}',
    '{',
    '\n',
    '\r',
    '\r\n',
    ':',
    'x',
  );
  fc.assert(fc.property(fc.array(fc.uint8Array()), (bytes) => Array.isArray(readPieces(bytes).events)));
  fc.assert(fc.property(fc.array(pieces), (parts) => Array.isArray(readText(parts.join('')).events)));
});
