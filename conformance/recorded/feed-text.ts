/** What a feed's text holds, in order. */
export interface ParsedFeed {
  readonly events: readonly {
    readonly event: string;
    readonly id: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  /** How many comments there are: keep-alives. */
  readonly comments: number;
  /** Whether the last event has its blank line; true where there is none. */
  readonly isClosed: boolean;
}

const COMMENT = /^:[^\n]*\n\n?/gm;

/** Reads a feed's text, an unclosed last event included. @throws where it is no feed */
export function parseFeed(text: string): ParsedFeed {
  const comments = text.match(COMMENT)?.length ?? 0;
  const told = text.replaceAll(COMMENT, '');
  const frames = told.split('\n\n').filter((frame) => frame !== '');
  return {
    events: frames.map(readEvent),
    comments,
    isClosed: told === '' || told.endsWith('\n\n'),
  };
}

function readEvent(frame: string): ParsedFeed['events'][number] {
  const [, event, id, data] = /^event: (\S+)\nid: (\S+)\ndata: (\{.*\})$/.exec(frame) ?? [];
  if (event === undefined || id === undefined || data === undefined) throw new Error(`no event: ${frame}`);
  return { event, id, data: JSON.parse(data) };
}
