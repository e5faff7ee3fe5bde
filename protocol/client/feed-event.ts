import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Fields, isFields } from '../wire/fields.ts';
import { parseJsonText } from '../wire/json.ts';
import { DEFAULT_MAX_ANSWER_BYTES } from './whole-body.ts';

/** An event of a feed. Source: protocol §7. */
export interface FeedEvent {
  /** Its name: `job_complete`. */
  readonly event: string;
  /** What a reader of the feed goes on behind: `Last-Event-ID`. */
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
  /** An event whose data is no JSON object. */
  readonly onMalformed: (text: string) => void;
  /** An event that has no end within the bound; nothing is read behind it. */
  readonly onTooLong: () => void;
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

/**
 * Makes a parser for one connection. Neither of its functions throws, whatever comes, or keeps more than one event.
 * @param maxEventBytes between two blank lines
 */
export function createFeedParser(
  listeners: FeedListeners,
  maxEventBytes = DEFAULT_MAX_ANSWER_BYTES,
): FeedParser {
  const decoder = new TextDecoder();
  let ending = false;
  let broken = false;
  /** How the text behind the last line break begins: as much of it as tells which field it is. */
  let unfinishedLine = '';
  let lastByte = 0;
  /** Since the last blank line. */
  let eventBytes = 0;

  const parser = createParser({
    onRetry: listeners.onRetry,
    onEvent(message) {
      const data = readData(message.data);
      if (ending && !(data && isWhole(message))) return;
      if (data === undefined) listeners.onMalformed(message.data);
      else {
        listeners.onEvent({ event: message.event ?? '', id: message.id ?? '', data, text: message.data });
      }
    },
    onError() {
      // unknown fields are to be ignored (WHATWG HTML, server-sent events)
    },
  });

  return {
    feed(chunk) {
      if (broken) return;
      const behind = behindBlankLine(lastByte, chunk);
      eventBytes = behind === undefined ? eventBytes + chunk.length : chunk.length - behind;
      lastByte = chunk.at(-1) ?? lastByte;
      if (eventBytes > maxEventBytes) {
        broken = true;
        listeners.onTooLong();
        return;
      }
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

const [CARRIAGE_RETURN, LINE_FEED] = [13, 10];

/** Where the last blank line of a chunk ends; undefined where there is none. @param before the byte before the chunk */
function behindBlankLine(before: number, chunk: Uint8Array): number | undefined {
  for (let at = chunk.length - 1; at >= 0; at--) {
    const last = chunk[at];
    const previous = at === 0 ? before : chunk[at - 1];
    // a line feed behind a carriage return ends the same line
    const isBlank =
      (last === LINE_FEED && previous === LINE_FEED) ||
      (last === CARRIAGE_RETURN && (previous === LINE_FEED || previous === CARRIAGE_RETURN));
    if (isBlank) return at + 1;
  }
  return undefined;
}

const DATA_FIELD = 'data:';

/** True where no field of an event can be missing any more. */
function isWhole(message: EventSourceMessage): boolean {
  return message.event !== undefined && message.id !== undefined;
}

function readData(text: string): Fields | undefined {
  try {
    const data = parseJsonText(text);
    return isFields(data) ? data : undefined;
  } catch {
    // the caller tells of it, with the text
    return undefined;
  }
}
