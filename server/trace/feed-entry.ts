import { createFeedParser, type FeedEvent } from '../../protocol/client/feed-event.ts';
import type { WatchedFeed, WatchedReading } from '../watcher.ts';
import { type EntryHead, whose } from './message-entry.ts';
import { answerBody } from './shown-body.ts';
import { briefText } from './shown-value.ts';
import type { TraceEntry } from './trace-entry.ts';

/** Puts the events together that leave for one reader in pieces; of one whose beginning was not seen nothing is said. */
export class FeedPieces {
  #events: FeedEvent[] = [];
  readonly #parser = createFeedParser({
    onEvent: (event) => this.#events.push(event),
    onRetry: () => undefined,
    onMalformed: () => undefined,
    onTooLong: () => undefined,
  });

  /** The events that end in this piece. */
  read(piece: Uint8Array): readonly FeedEvent[] {
    this.#parser.feed(piece);
    const events = this.#events;
    this.#events = [];
    return events;
  }
}

/** The node that an event is about; undefined where it is about none. */
export function nodeOfEvent({ data }: FeedEvent): string | undefined {
  return typeof data.node === 'string' ? data.node : undefined;
}

/** An event that leaves for a reader. */
export function feedEventEntry(feed: WatchedFeed, event: FeedEvent, { at, secrets }: EntryHead): TraceEntry {
  return {
    ...head(feed, nodeOfEvent(event), at),
    ...{ direction: 'out', type: briefText(event.event), verdict: 'sent', id: briefText(event.id) },
    ...answerBody(event.text, secrets),
  };
}

/** A reader of a feed has come, or is gone. */
export function readingEntry({ became, reason, ...feed }: WatchedReading, { at }: EntryHead): TraceEntry {
  const isOpened = became === 'opened';
  return {
    ...head(feed, undefined, at),
    ...{ direction: 'out', type: isOpened ? 'feed_opened' : 'feed_closed' },
    verdict: became === 'cut' ? 'cut' : 'sent',
    ...(!isOpened && { reason: reason ?? became }),
  };
}

function head({ name, org, reader, address }: WatchedFeed, node: string | undefined, at: string) {
  return {
    at,
    channel: 'feeds',
    feed: briefText(name),
    ...whose(org, node),
    signer: briefText(reader),
    ...(address !== undefined && { address }),
  } as const;
}
