import { parseJsonText } from '../wire/json.ts';
import { isBrokenConnection } from './broken-connection.ts';
import { proxyAddress } from './proxy-address.ts';
import { type Redirect, redirectOf } from './redirect.ts';
import type { Reply } from './reply.ts';
import { shownInPart } from './shown-in-part.ts';
import { type ConnectionFault, tlsFault } from './tls-fault.ts';

/** No answer came: nobody listens, or the connection broke. The system's own error is the `cause`. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
  readonly url: string;

  /** What to do about it, where that can be told from the reason. */
  readonly remedy: string | undefined;

  /** The proxy by which it was asked, without a password. */
  readonly proxy: string | undefined;

  /** @param proxy of a `ServerReach` */
  constructor(url: string, cause: unknown, proxy?: string) {
    const first = firstOf(cause);
    const by = proxy === undefined ? undefined : proxyAddress(proxy).url;
    const fault = tlsFault(first) ?? (by === undefined ? undefined : proxyFault(first));
    const path = by === undefined ? url : `${url} by the proxy ${by}`;
    super(
      `cannot reach ${path} (${fault?.reason ?? reasonOf(first)}): ${fault?.remedy ?? question(url, first)}`,
      {
        cause,
      },
    );
    this.url = url;
    this.proxy = by;
    this.remedy = fault?.remedy;
  }
}

/** Whether an answer is a no. A redirect is one: a signed request is sent nowhere else by itself. */
export function isRefused(reply: Reply): boolean {
  return reply.status >= 400 || redirectOf(reply) !== undefined;
}

/** The server answered, and the answer is no. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** What was asked: `GET /pushy/_status`. */
  readonly asked: string;
  readonly status: number;
  /** The body of the answer, as it came. */
  readonly body: string;
  /** The sentence in it, on one line. */
  readonly text: string;
  /** Where it sends whoever asked. */
  readonly redirect: Redirect | undefined;
  /** Its header Retry-After. */
  readonly retryAfter: string | undefined;

  constructor(reply: Reply) {
    const redirect = redirectOf(reply);
    const text = redirect === undefined ? refusalText(reply.text) : redirectText(redirect);
    const at = redirect?.server === undefined ? '' : `; the server may be at ${redirect.server}`;
    super(`${reply.asked} was refused with ${reply.status}: ${text}${at}`);
    this.asked = reply.asked;
    this.status = reply.status;
    this.body = reply.text;
    this.text = text;
    this.redirect = redirect;
    const { 'retry-after': retryAfter } = reply.headers;
    this.retryAfter = typeof retryAfter === 'string' ? retryAfter : undefined;
  }
}

/** The server answered in a shape that the protocol does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  /** What was asked: `GET /pushy/_status`. */
  readonly asked: string;
  /** What should have been in the answer. */
  readonly wanted: string;
  /** The answer, or the part of it that is wrong. */
  readonly text: string;

  constructor(asked: string, wanted: string, text: string) {
    super(`the answer to ${asked} has no ${wanted}: ${shownInPart(text)}`);
    this.asked = asked;
    this.wanted = wanted;
    this.text = text;
  }
}

/** More came than a client reads of one answer, or of one event of a feed. */
export class AnswerTooLarge extends UnexpectedAnswer {
  readonly code = 'ANSWER_TOO_LARGE';
  readonly url: string;
  readonly maxBytes: number;

  /** @param what `answer`, or `event of the answer` */
  constructor(url: string, asked: string, what: string, maxBytes: number) {
    super(asked, `end within ${maxBytes} bytes`, '');
    this.message = `an ${what} of ${url} to ${asked} has more than the ${maxBytes} bytes that are read`;
    this.url = url;
    this.maxBytes = maxBytes;
  }
}

/**
 * The sentence in an error body, be it `{"error": "text"}` or `{"error": ["text"]}`; of any other body a line that shows
 * what it is. Source: protocol §1.
 */
export function refusalText(body: string): string {
  try {
    const { error } = Object(parseJsonText(body));
    const texts = Array.isArray(error) ? error : [error];
    if (texts.every((text) => typeof text === 'string')) return texts.join(' ');
  } catch {
    // an answer that is no JSON is shown as it came, in part
  }
  return shownInPart(body);
}

const PROXIES =
  'HTTPS_PROXY and HTTP_PROXY name the proxy, and NO_PROXY the servers that are asked without it';

/** What goes wrong before a server is reached by a proxy is the proxy's. */
function proxyFault(first: unknown): ConnectionFault {
  const [, status] = /^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(reasonOf(first)) ?? [];
  if (status === undefined) return { reason: reasonOf(first), remedy: PROXIES };
  const remedy =
    status === '407' ? 'it requires a user and a password, http://USER:PASSWORD@HOST:PORT; ' : '';
  return { reason: `the proxy answers ${status}`, remedy: `${remedy}${PROXIES}` };
}

function redirectText({ to }: Redirect): string {
  return `it is redirected to ${to}, and a signed request is not sent on`;
}

/** A server of https hangs up on whoever speaks HTTP to it. */
function question(url: string, first: unknown): string {
  const isHungUp = url.startsWith('http:') && isBrokenConnection(first);
  return isHungUp ? 'is the server running, and does it need https://?' : 'is the server running?';
}

/** What undici's own words leave open, by its code. */
const SILENT: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'it took the request and did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'its answer stopped in the middle',
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return ('code' in cause && typeof cause.code === 'string' && SILENT[cause.code]) || cause.message;
}

/** Where a name has several addresses the error of each is inside. */
function firstOf(cause: unknown): unknown {
  return cause instanceof AggregateError ? cause.errors[0] : cause;
}
