import { createFeedParser } from '../../protocol/client/feed-event.ts';
import { jsonLine } from '../../protocol/json-line.ts';
import type { Fields } from '../../protocol/wire/fields.ts';
import { EVIDENCE_BOUNDS } from './bounds.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace, SeenEvent } from './evidence.ts';
import { seenEvent } from './seen-event.ts';

/** Begins the comment by which `--record` marks where a connection begins; readers of feeds pass comments over. */
const MARK_START = ': push-harness connection';

/**
 * The line that stands before the bytes of a connection that is recorded; a blank one would end an event that was cut.
 * @param of the id of a job; undefined: the feed of an organisation
 * @param lastEventId behind which the reader asked the feed to go on; empty: it asked for no place
 */
export function connectionMark(of: string | undefined, lastEventId: string): string {
  // texts of others cannot end the line
  const subject = of === undefined ? 'organisation' : `job ${jsonLine(of)}`;
  return `${MARK_START}: ${subject}, after ${jsonLine(lastEventId)}\n\n`;
}

const TEXT = '"(?:[^"\\\\]|\\\\.){0,1000}"';
const MARK = new RegExp(`^${MARK_START}: (?:organisation|job (${TEXT})), after (${TEXT})$`);

/** How far into a text an event is looked for. */
const LOOKED_AT_CHARACTERS = 1_048_576;

/** Whether a text may be a feed as it travels, or a piece that was cut out of one anywhere. */
export function looksLikeFeed(text: string): boolean {
  return (
    /^\s*(?:event|id|data|retry)?:/.test(text) ||
    /^(?:event|data):/m.test(text.slice(0, LOOKED_AT_CHARACTERS))
  );
}

/** The lines between two blank ones, or a mark. */
interface Block {
  readonly line: number;
  readonly lines: readonly string[];
  readonly isClosed: boolean;
}

/** Reads a feed as it travels, as `curl` and `--record` keep it. Never throws, whatever the bytes are. */
export function readFeedBytes(
  text: string,
  source: string,
  collector: EvidenceCollector,
  firstLine = 1,
): void {
  const capture = new CaptureInBytes(collector);
  for (const block of blocksOf(text, firstLine)) {
    const at = { source, line: block.line };
    const mark = MARK.exec(block.lines[0] ?? '');
    const result = mark === null ? eventIn(block) : { problem: undefined };
    if (mark !== null) capture.connected(mark[1], mark[2] ?? '""');
    else if ('event' in result) {
      capture.event(result, at, block.isClosed);
    } else if (result.problem !== undefined) {
      collector.fault(at, result.problem);
      capture.unreadable();
    }
  }
  capture.end();
}

/** The connection that is being read. */
class CaptureInBytes {
  readonly #collector: EvidenceCollector;
  #events: SeenEvent[] = [];
  #of: 'job' | 'organisation' | undefined;
  #jobId: string | undefined;
  #isAfterGap = false;
  #isClosed = true;
  /** The reader has connected again and asked to go on behind the last event. */
  #isResumed = false;

  constructor(collector: EvidenceCollector) {
    this.#collector = collector;
  }

  /** @param job and @param after as JSON */
  connected(job: string | undefined, after: string): void {
    const jobId = job === undefined ? undefined : unquoted(job);
    const lastId = this.#events.at(-1)?.id;
    this.#isResumed = lastId !== undefined && lastId === unquoted(after) && jobId === this.#jobId;
    if (!this.#isResumed) this.end();
    this.#of = job === undefined ? 'organisation' : 'job';
    this.#jobId = jobId;
  }

  event({ event, id, data }: EventOfBlock, at: EvidencePlace, isClosed: boolean): void {
    // a server that does not know the place begins again
    if (this.#isResumed && this.#events.some((known) => known.id === id)) this.end();
    this.#isResumed = false;
    this.#events.push(seenEvent(event, id, data, { at, isAfterGap: this.#isAfterGap }));
    this.#isAfterGap = false;
    this.#isClosed = isClosed;
  }

  unreadable(): void {
    this.#isAfterGap = true;
  }

  end(): void {
    const facts = { of: this.#of, jobId: this.#jobId, isClosed: this.#isClosed };
    this.#collector.capture(this.#events, { ...facts, endsInGap: this.#isAfterGap });
    this.#events = [];
    this.#isAfterGap = false;
    this.#isClosed = true;
  }
}

/** A text in a mark, which a stranger may have written. */
function unquoted(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    // no mark of ours: nothing is known of the connection
    return undefined;
  }
}

interface EventOfBlock {
  readonly event: string;
  readonly id: string;
  readonly data: Fields;
}

type NoEvent = { readonly problem: string | undefined };

/** The event of a block; no problem either where it is a comment alone. */
function eventIn(block: Block): EventOfBlock | NoEvent {
  const text = block.lines.join('\n');
  if (text.length > EVIDENCE_BOUNDS.itemBytes) {
    return { problem: `an event has more than ${EVIDENCE_BOUNDS.itemBytes} characters and is left out` };
  }
  let result: EventOfBlock | NoEvent = { problem: undefined };
  const parser = createFeedParser(
    {
      onEvent: ({ event, id, data }) => {
        // a piece may begin in the middle of an event
        result = event === '' ? { problem: 'the event has no name' } : { event, id, data };
      },
      onRetry: () => {},
      onMalformed: (data) => {
        result = { problem: `the data of the event is no JSON object: ${data.slice(0, 80)}` };
      },
      onTooLong: () => {
        result = { problem: 'the event is too long and is left out' };
      },
    },
    Number.POSITIVE_INFINITY,
  );
  parser.feed(Buffer.from(`${text}${block.isClosed ? '\n\n' : ''}`));
  if (!block.isClosed) parser.end();
  const hasFields = block.lines.some((line) => line !== '' && !line.startsWith(':'));
  if (hasFields && 'problem' in result && result.problem === undefined) {
    return block.isClosed
      ? { problem: `no event can be read here: ${text.slice(0, 80)}` }
      : { problem: 'the feed ends in the middle of an event, which is left out' };
  }
  return result;
}

function* blocksOf(text: string, firstLine: number): Generator<Block> {
  let begins = firstLine;
  let lines: string[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    const number = firstLine + index;
    const isMark = line.startsWith(MARK_START);
    if (line === '' || isMark) {
      // a connection that was cut in an event begins it again
      if (lines.length > 0 && (!isMark || isWholeEvent(lines))) {
        yield { line: begins, lines, isClosed: !isMark };
      }
      lines = [];
      if (isMark) yield { line: number, lines: [line], isClosed: true };
    } else {
      if (lines.length === 0) begins = number;
      lines.push(line);
    }
  }
  // what stands behind the last line feed is an empty line that closes nothing
  if (lines.length > 0) yield { line: begins, lines, isClosed: false };
}

function isWholeEvent(lines: readonly string[]): boolean {
  return 'event' in eventIn({ line: 0, lines, isClosed: false });
}

/** Lines as feeds have them; of a text that ends with a line break nothing stands behind it. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
