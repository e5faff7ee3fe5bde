import type { RecordedResponse } from './exchange.ts';
import { parseFeed } from './feed-text.ts';
import type { ReplayedAnswer } from './send.ts';

/** What is compared of a response; what differs from run to run has given way to words. */
export interface Canonical {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  /** Sorted. */
  readonly allow: string | undefined;
  readonly wwwAuthenticate: string | undefined;
  readonly body: unknown;
}

/** Stands for the body of a refusal whose words nobody fixes. */
export const ANY_ERROR = '<error>';

/** Turns texts of one side, the recording's or ours, into words that both sides have. */
export type Words = (text: string) => string;

/**
 * @param url where the side serves
 * @param idOf the recorded id that the side's own stands for
 */
export function wordsOf(url: string, idOf: (id: string) => string | undefined): Words {
  return (text) =>
    text
      .replaceAll(url, '<server>')
      .replaceAll(/-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n*/g, '<public key>')
      .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>')
      .replaceAll(/\b[0-9a-f]{32}\b/g, (id) => wordOf(id, idOf(id)))
      .replaceAll(/tcp:\/\/127\.0\.0\.1:\d+/g, '<tcp address>')
      .replaceAll(/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b/g, '<date>')
      .replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}Z\b/g, '<moment>');
}

function wordOf(id: string, known: string | undefined): string {
  if (/^0+$/.test(id)) return id;
  return known === undefined ? '<job>' : `<job ${known}>`;
}

export function canonicalRecorded(response: RecordedResponse, words: Words): Canonical {
  const { status, headers } = response;
  const header = (name: string) => headers[name] && words(headers[name]);
  return {
    status,
    contentType: header('Content-Type'),
    location: header('Location'),
    allow: sortedList(header('Allow')),
    wwwAuthenticate: header('WWW-Authenticate'),
    body: recordedBody(response, words),
  };
}

export function canonicalAnswer({ status, headers, text }: ReplayedAnswer, words: Words): Canonical {
  const header = (name: string) => headers[name] && words(headers[name]);
  const contentType = header('content-type');
  return {
    status,
    contentType,
    location: header('location'),
    allow: sortedList(header('allow')),
    wwwAuthenticate: header('www-authenticate'),
    body: answeredBody(contentType, text, words),
  };
}

function sortedList(text: string | undefined): string | undefined {
  return text?.split(/, */).toSorted().join(', ');
}

function recordedBody({ json, page, text, feed }: RecordedResponse, words: Words): unknown {
  if (feed !== undefined) return canonicalFeed(feed, words);
  if (page !== undefined) return words(page);
  if (json !== undefined) return canonicalJson(json, words);
  return text ?? '';
}

function answeredBody(contentType: string | undefined, text: string, words: Words): unknown {
  if (contentType === 'text/event-stream') return canonicalFeed(text, words);
  if (contentType === 'text/html') return words(text.replace(/<pre>.*<\/pre>/s, '<pre>TRACE</pre>'));
  if (contentType === 'application/octet-stream' || text === '') return text;
  return canonicalJson(JSON.parse(text), words);
}

/** Secrets and ports of a node's configuration, by key. */
const SECRETS: Readonly<Record<string, string>> = { curve_public_key: '<curve key>', key: '<session key>' };

function canonicalJson(value: unknown, words: Words): unknown {
  if (typeof value === 'string') return words(value);
  if (Array.isArray(value)) return value.map((each) => canonicalJson(each, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === 'nodes' && !Array.isArray(each)) return [key, sortedNodes(each)];
      return [key, SECRETS[key] ?? canonicalJson(each, words)];
    }),
  );
}

/** Nodes by status; nobody promises their order. */
function sortedNodes(nodes: Readonly<Record<string, readonly string[]>>): unknown {
  return Object.fromEntries(Object.entries(nodes).map(([status, names]) => [status, names.toSorted()]));
}

/** The id of an event of an organisation's feed counts all events before it: only the steps between ids are compared. */
const ORG_EVENT = /^org-(\d+)$/;

export interface CanonicalEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Data;
}

export interface CanonicalFeed {
  readonly events: readonly CanonicalEvent[];
  /** Whether there are comments; keep-alives come sooner here than they did, so that one more is no difference. */
  readonly hasKeepAlive: boolean;
  readonly isClosed: boolean;
}

/** Events in order; those that one moment brings of several nodes are sorted by node. Ids stay in their places. */
export function canonicalFeed(text: string, words: Words): CanonicalFeed {
  const { events, comments, isClosed } = parseFeed(text);
  const first = events.map(({ id }) => ORG_EVENT.exec(id)?.[1]).find((number) => number !== undefined);
  const ids = events.map(({ id }) =>
    id.replace(ORG_EVENT, (_, number: string) => `org-${Number(number) - Number(first)}`),
  );
  const told = events.map(({ event, data }) => ({ event, data: canonicalJson(data, words) as Data }));
  const groups: (typeof told)[] = [];
  for (const each of told) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.event === each.event && 'node' in each.data) last.push(each);
    else groups.push([each]);
  }
  const sorted = groups.flatMap((group) =>
    group.toSorted((one, other) => String(one.data.node).localeCompare(String(other.data.node))),
  );
  return {
    events: sorted.map((each, index) => ({ id: ids[index], ...each })),
    hasKeepAlive: comments > 0,
    isClosed,
  };
}

type Data = Readonly<Record<string, unknown>>;
