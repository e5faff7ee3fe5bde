import { parseHttpDate } from '../time/dates.ts';

/** Answers behind which the same request may succeed a moment later. Source: RFC 6585 §4; RFC 9110 §15.6.3 to §15.6.5. */
const TRANSIENT: readonly number[] = [429, 502, 503, 504];

/** Longer than this nobody waits for a server that asks to be left alone, milliseconds. */
const LONGEST_WAIT_MS = 60_000;

const SHORTEST_WAIT_MS = 500;

/** Whether this status says that nothing is wrong with the request. */
export function isTransient(status: number): boolean {
  return TRANSIENT.includes(status);
}

/**
 * How long to wait before a request is sent again, milliseconds: as long as the answer's `Retry-After` asks for; without one half
 * a second, and twice as long each time, a minute at most. Source: RFC 9110 §10.2.3.
 * @param retryAfter seconds, or an HTTP date
 * @param attempt how often it was sent, from 1
 */
export function waitBeforeMs(
  retryAfter: string | readonly string[] | undefined,
  { attempt, nowMs }: { readonly attempt: number; readonly nowMs: number },
): number {
  return askedWaitMs(retryAfter, nowMs) ?? Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (attempt - 1));
}

/** How long an answer's `Retry-After` asks for, milliseconds, a minute at most; undefined where it says nothing. */
export function askedWaitMs(
  retryAfter: string | readonly string[] | undefined,
  nowMs: number,
): number | undefined {
  const text = String(retryAfter ?? '');
  const atMs = /^\d+$/.test(text) ? nowMs + Number(text) * 1_000 : parseHttpDate(text);
  return atMs === undefined ? undefined : Math.min(LONGEST_WAIT_MS, Math.max(0, atMs - nowMs));
}
