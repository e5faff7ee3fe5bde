import { createParser, type EventSourceMessage, type EventSourceParser } from 'eventsource-parser';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { ReplyHeaders } from '../../protocol/client/reply.ts';
import type { StreamedReply } from '../../protocol/client/streamed-reply.ts';
import { EventLog } from '../../protocol/time/event-log.ts';
import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import { unclosedEvent } from '../quirks/of-feeds.ts';

/** What one connection brings. `closed` is an end that the server meant, `broken` one that cut the answer off. */
export type FeedReadingEvent =
  | { readonly what: 'event'; readonly event: FeedEvent }
  | { readonly what: 'comment'; readonly text: string }
  | { readonly what: 'closed' }
  | { readonly what: 'broken'; readonly reason: string };

export interface FeedReadingListeners {
  /** Told of every event before whoever waits for it. */
  readonly onEvent: (event: FeedEvent) => void;
  /** Told of a last event that the end of the stream alone has closed. */
  readonly onUnclosed: (frame: string) => void;
}

/**
 * One reading of a feed over one connection: no reconnects, every byte kept. Parsed apart from our own feed reader, so
 * that server and client are not judged by each other.
 */
export class FeedReading {
  readonly headers: ReplyHeaders;
  /** When it was asked for and when the head of the answer was there, milliseconds since the Unix epoch. */
  readonly opened: readonly [askedAtMs: number, answeredAtMs: number];
  /** It was asked for from behind an event. */
  readonly isResumed: boolean;
  readonly log: EventLog<FeedReadingEvent>;
  readonly #body: StreamedReply['body'];
  readonly #chunks: Uint8Array[] = [];
  readonly #listeners: FeedReadingListeners;
  #unclosed = false;
  #reading: Promise<void> | undefined;

  constructor(
    name: string,
    reply: StreamedReply,
    { opened, isResumed }: Pick<FeedReading, 'opened' | 'isResumed'>,
    listeners: FeedReadingListeners,
  ) {
    this.headers = reply.headers;
    this.opened = opened;
    this.isResumed = isResumed;
    this.#body = reply.body;
    this.#listeners = listeners;
    // a body that nobody reads tells its end here alone, and the scenario may not care
    this.#body.on('error', () => this.#body.destroy());
    this.log = new EventLog(`what ${name} was told`, showTold);
  }

  /** All that has come so far, as it came. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  /** The same with the last event closed, where the end of the stream alone has closed it. */
  get closedText(): string {
    return this.#unclosed ? `${this.text.trimEnd()}\n\n` : this.text;
  }

  get events(): readonly FeedEvent[] {
    return this.log.entries.flatMap((told) => (told.what === 'event' ? told.event : []));
  }

  /** Takes what comes, from now on; until then nothing is taken from the connection. */
  start(): void {
    this.#reading ??= this.#read();
  }

  /** Waits until this holds of the events so far. */
  async untilEvents(what: string, wanted: (events: readonly FeedEvent[]) => boolean, patienceMs: number) {
    await this.log.until(what, () => wanted(this.events), patienceMs);
  }

  /** Waits for the end of the connection, whichever it is. */
  async untilOver(patienceMs: number): Promise<'closed' | 'broken'> {
    const over = (told: FeedReadingEvent): boolean => told.what === 'closed' || told.what === 'broken';
    const { what } = await this.log.until('the end of the stream', over, patienceMs);
    return what === 'closed' ? 'closed' : 'broken';
  }

  /** Goes away without a word. */
  async leave(): Promise<void> {
    this.#body.destroy();
    await this.#reading;
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const parser = createParser({
      onEvent: (message) => {
        const event = eventOf(message);
        this.#listeners.onEvent(event);
        this.log.add({ what: 'event', event });
      },
      onComment: (text) => this.log.add({ what: 'comment', text }),
    });
    try {
      for await (const chunk of this.#body) {
        this.#chunks.push(chunk);
        parser.feed(decoder.decode(chunk, { stream: true }));
      }
      decoder.decode();
      this.#closeLastEvent(parser);
      this.log.add({ what: 'closed' });
    } catch (error) {
      this.log.add({ what: 'broken', reason: String(error) });
    }
    this.log.end();
  }

  /** A strict parser drops an event that no blank line closes; here it is taken, and told to be so. */
  #closeLastEvent(parser: EventSourceParser): void {
    const frame = unclosedEvent(this.text);
    if (frame === undefined) return;
    this.#unclosed = true;
    this.#listeners.onUnclosed(frame);
    parser.feed('\n\n');
  }
}

function eventOf(message: EventSourceMessage): FeedEvent {
  return {
    event: message.event ?? '',
    id: message.id ?? '',
    data: dataOf(message.data),
    text: message.data,
  };
}

/** What is no object of JSON has no fields; its text shows in every comparison. */
function dataOf(text: string): Fields {
  try {
    const data: unknown = JSON.parse(text);
    return isFields(data) ? data : {};
  } catch {
    // the text is kept beside the fields, and is what a failure prints
    return {};
  }
}

function showTold(told: FeedReadingEvent): string {
  switch (told.what) {
    case 'event':
      return `${told.event.event} ${told.event.id} ${told.event.text.slice(0, 500)}`;
    case 'comment':
      return `a comment: ${told.text}`;
    case 'closed':
      return 'the end of the stream';
    case 'broken':
      return `the stream broke: ${told.reason}`;
  }
}
