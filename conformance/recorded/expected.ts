import { ANY_ERROR, type Canonical, type CanonicalFeed } from './canonical.ts';
import type { ReplayRow } from './rows.ts';

/** Whether the server that answers has the recorded one's quirks. */
export type ReplayQuirks = 'none' | 'shipped';

/**
 * What a server answers: as recorded, or what ours does in place of it. Errors of ours are JSON and say so (quirk
 * `html-errors`); their words are compared where the recording has words, and not a page. Where GET is offered, HEAD is
 * (`no-head`). The rest stands in the row.
 */
export function expectedOf(recorded: Canonical, row: ReplayRow | undefined, quirks: ReplayQuirks): Canonical {
  if (quirks === 'shipped') return recorded;
  const { status, contentType, allow, body } = recorded;
  const isPage = contentType === 'text/html';
  const ours: Canonical = {
    ...recorded,
    ...(status >= 400 && { contentType: 'application/json', body: isPage && body !== '' ? ANY_ERROR : body }),
    ...(allow !== undefined && { allow: withHead(allow) }),
  };
  return row === undefined || row.ours === 'no job' ? ours : row.ours(ours);
}

/** An answer as it is compared with what is expected: any error where any will do, without keep-alives that nobody asks for. */
export function comparable(answered: Canonical, expected: Canonical): Canonical {
  if (expected.body === ANY_ERROR && isError(answered.body)) return { ...answered, body: ANY_ERROR };
  if (isFeed(answered.body) && isFeed(expected.body) && !expected.body.hasKeepAlive) {
    return { ...answered, body: { ...answered.body, hasKeepAlive: false } };
  }
  return answered;
}

function isFeed(body: unknown): body is CanonicalFeed {
  return typeof body === 'object' && body !== null && 'hasKeepAlive' in body;
}

function isError(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Object.keys(body).join() !== 'error') return false;
  const { error } = body as { readonly error: unknown };
  const [text] = Array.isArray(error) && error.length === 1 ? error : [error];
  return typeof text === 'string' && text !== '';
}

function withHead(allow: string): string {
  const methods = allow.split(', ');
  return methods.includes('GET') ? [...methods, 'HEAD'].toSorted().join(', ') : allow;
}
