import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Fields, isFields } from '../wire/fields.ts';

/** An event of a feed. Source: protocol §7. */
export interface FeedEvent {
  readonly event: string;
  readonly id: string;
  readonly data: Fields;
  /** The JSON that `data` was read from, as it came. */
  readonly text: string;
}

/** Who is told what the bytes of a connection say. */
export interface FeedListeners {
  readonly onEvent: (event: FeedEvent) => void;
  /** The server asks for this pause before a reconnect, milliseconds. */
  readonly onRetry: (ms: number) => void;
  /** An event whose data is no JSON object, or that never ends. */
  readonly onMalformed: (text: string) => void;
}

/** Turns the bytes of one connection into events. */
export interface FeedParser {
  feed(chunk: Uint8Array): void;
  /**
   * Says that the connection is at its end. An event that lacks nothing but its closing blank line counts: the shipped
   * server ends its feeds so. One that may lack more is left to the next connection.
   */
  end(): void;
}

/** An event longer than this is not waited for, characters. A summary of a large job has a few hundred thousand. */
const MAX_EVENT_CHARACTERS = 64 * 1024 * 1024;

/** Makes a parser for one connection. Neither of its functions throws, whatever comes. */
export function createFeedParser(listeners: FeedListeners): FeedParser {
  const decoder = new TextDecoder();
  let ending = false;
  let broken = false;
  /** How the text behind the last line break begins: as much of it as tells which field it is. */
  let unfinishedLine = '';

  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onRetry: listeners.onRetry,
    onEvent(message) {
      const data = readData(message.data);
      if (ending && !(data && isWhole(message))) return;
      if (data === undefined) listeners.onMalformed(message.data);
      else {
        listeners.onEvent({ event: message.event ?? '', id: message.id ?? '', data, text: message.data });
      }
    },
    onError(error) {
      // unknown fields are to be ignored (WHATWG HTML, server-sent events), an endless event cannot be
      if (error.type !== 'max-buffer-size-exceeded') return;
      broken = true;
      listeners.onMalformed(error.message);
    },
  });

  return {
    feed(chunk) {
      if (broken) return;
      const text = decoder.decode(chunk, { stream: true });
      const lastBreak = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
      const rest = lastBreak < 0 ? unfinishedLine + text : text.slice(lastBreak + 1);
      unfinishedLine = rest.slice(0, DATA_FIELD.length);
      parser.feed(text);
    },
    end() {
      // only data shows by itself whether its line is whole: the braces match
      if (broken || (unfinishedLine !== '' && unfinishedLine !== DATA_FIELD)) return;
      ending = true;
      parser.feed('\n\n');
    },
  };
}

const DATA_FIELD = 'data:';

/** True where no field of an event can be missing any more. */
function isWhole(message: EventSourceMessage): boolean {
  return message.event !== undefined && message.id !== undefined;
}

function readData(text: string): Fields | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isFields(data) ? data : undefined;
  } catch {
    // the caller tells of it, with the text
    return undefined;
  }
}
