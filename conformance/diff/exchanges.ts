import type { JournalEntry } from '../journal/entry.ts';

/** A request of the journal with its answer. */
export interface JournalExchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Who signed it; undefined where nobody did. */
  readonly user: string | undefined;
  readonly body: string;
  /** Undefined where none came before the journal ended; `failed` where the connection broke. */
  readonly answer:
    | { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: string }
    | 'failed'
    | undefined;
}

const ASKED = /^([A-Z]+) (.*) (?:as (.*)|unsigned)$/s;
const ANSWERED = /^(?:(\d{3})|no answer) to ([A-Z]+ .*)$/s;

/** Every request in the order in which they were sent. An answer belongs to the oldest request like it that has none yet. */
export function exchangesIn(entries: readonly JournalEntry[]): readonly JournalExchange[] {
  const found: { -readonly [Key in keyof JournalExchange]: JournalExchange[Key] }[] = [];
  const waiting = new Map<string, (typeof found)[number][]>();
  for (const { kind, direction, subject, body, headers } of entries) {
    if (kind !== 'request') continue;
    if (direction === 'out') {
      const [, method = '', path = '', user] = ASKED.exec(subject) ?? [];
      const exchange = { method, path, user, body, answer: undefined };
      found.push(exchange);
      const key = `${method} ${path}`;
      waiting.set(key, [...(waiting.get(key) ?? []), exchange]);
      continue;
    }
    const [, status, key = ''] = ANSWERED.exec(subject) ?? [];
    const exchange = waiting.get(key)?.shift();
    if (exchange === undefined) continue;
    exchange.answer =
      status === undefined ? 'failed' : { status: Number(status), headers: headersOf(headers), body };
  }
  return found;
}

function headersOf(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? '{}'));
  } catch {
    // they were too long to be kept
    return {};
  }
}
