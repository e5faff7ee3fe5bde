import { isFields } from '../../protocol/wire/fields.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { exchangesIn, type JournalExchange } from './exchanges.ts';
import type { MaskText } from './masks.ts';
import { comparedText, plainBody, plainValue } from './plain-value.ts';
import type { Seen, SeenPlace } from './seen-place.ts';

/** Headers that say nothing of the answer: of the connection, of the moment, of who wrote the server. */
export const UNCOMPARED_HEADERS: ReadonlySet<string> = new Set([
  ...['date', 'server', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'via', 'etag'],
  ...['x-request-id', 'last-modified', 'age'],
]);

/** Answers about the whole server, which others use as well. */
const OF_ALL = /^\/(?:pushy\/_status|metrics|_status)\b/;

/** What is asked of the whole organisation: others may have jobs and nodes there. */
const LISTS = /\/pushy\/(jobs|node_states)$/;

/**
 * A place for each request by method, path and signer. A row of the same GET is a wait: what it came to is kept, not how often
 * it was asked. Beside Push Jobs, what a Chef server answers is kept by its status alone.
 */
export function requestPlaces(
  entries: readonly JournalEntry[],
  mask: MaskText,
  isOurs: IsOurs,
): readonly SeenPlace[] {
  const places = new Map<string, Seen[]>();
  let before: string | undefined;
  for (const exchange of exchangesIn(entries)) {
    const { method, path, user, answer } = exchange;
    if (answer === undefined || OF_ALL.test(path)) continue;
    const place = `${method} ${mask(placePath(path))} ${user === undefined ? 'unsigned' : `as ${mask(user)}`}`;
    const seen = places.get(place) ?? [];
    places.set(place, seen);
    const now: Seen = { value: answerOf(exchange, mask, isOurs), exchange };
    const isOfNode = path.includes('/pushy/config/');
    const isWait = method === 'GET' && (place === before || sameAs(seen.at(-1), now));
    if (isWait) seen.splice(-1, 1, now);
    else seen.push(now);
    // nodes configure themselves whenever they have to: that ends no wait
    if (!isOfNode) before = place;
  }
  return [...places].map(([place, seen]) => ({ kind: 'request', place, seen }));
}

/** What of lists belongs to the script, by the name of a job or node. */
export type IsOurs = (list: 'jobs' | 'node_states', name: string) => boolean;

/** The seeds' spelling of a feed's path and the shipped server's are one. Keys of nodes are drawn anew. Source: protocol §2 */
function placePath(path: string): string {
  return path
    .replace('/jobs_status_feed', '/job_status_feed')
    .replace(/([?&]ccpk=)([^&]*)/, (all, before: string, key: string) =>
      decodedLength(key) === 40 ? `${before}<curve key>` : all,
    );
}

function decodedLength(text: string): number {
  try {
    return decodeURIComponent(text).length;
  } catch {
    return text.length;
  }
}

function sameAs(before: Seen | undefined, now: Seen): boolean {
  return before !== undefined && comparedText(before.value) === comparedText(now.value);
}

function answerOf({ path, answer }: JournalExchange, mask: MaskText, isOurs: IsOurs): unknown {
  if (answer === undefined || answer === 'failed') return 'no answer';
  const { status, headers, body } = answer;
  if (!path.includes('/pushy/')) return { status };
  const kept = Object.entries(headers)
    .filter(([name]) => !UNCOMPARED_HEADERS.has(name))
    .map(([name, value]) => [name, headerValue(name, String(value), mask)] as const);
  const [, list] = LISTS.exec(path.replace(/\?.*/, '')) ?? [];
  const own = list === undefined ? body : ownOf(body, list as 'jobs' | 'node_states', isOurs);
  return {
    status,
    headers: plainValue(Object.fromEntries(kept), (text) => text),
    ...(own !== '' && { body: plainBody(own, mask) }),
  };
}

function headerValue(name: string, value: string, mask: MaskText): string {
  return name === 'allow'
    ? value
        .split(/\s*,\s*/)
        .toSorted()
        .join(', ')
    : mask(value);
}

function ownOf(body: string, list: 'jobs' | 'node_states', isOurs: IsOurs): string {
  try {
    const all: unknown = JSON.parse(body);
    if (!Array.isArray(all)) return body;
    return JSON.stringify(all.filter((each) => isOurs(list, nameOf(each))));
  } catch {
    return body;
  }
}

function nameOf(each: unknown): string {
  if (typeof each === 'string') return each;
  return isFields(each) ? String(each.id ?? each.node_name) : '';
}
