import type { Reply } from './reply.ts';

/** As much of a strange answer as a message shows, characters. */
const SHOWN_CHARACTERS = 200;

/** No answer came: nobody listens, or the connection broke. The system's own error is the `cause`. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`cannot reach ${url} (${reasonOf(cause)}): is the server running?`, { cause });
    this.url = url;
  }
}

/** The server answered, and the answer is no. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** What was asked: `GET /pushy/_status`. */
  readonly asked: string;
  readonly status: number;
  /** The body of the answer, as it came. */
  readonly body: string;
  /** The sentence in it. */
  readonly text: string;

  constructor(reply: Reply) {
    const text = refusalText(reply.text);
    super(`${reply.asked} was refused with ${reply.status}: ${text}`);
    this.asked = reply.asked;
    this.status = reply.status;
    this.body = reply.text;
    this.text = text;
  }
}

/** The server answered in a shape that the protocol does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor(asked: string, wanted: string, text: string) {
    super(`the answer to ${asked} has no ${wanted}: ${text.slice(0, SHOWN_CHARACTERS)}`);
  }
}

/** The sentence in an error body, be it `{"error": "text"}` or `{"error": ["text"]}`. Source: protocol §1. */
export function refusalText(body: string): string {
  try {
    const { error } = Object(JSON.parse(body));
    const texts = Array.isArray(error) ? error : [error];
    if (texts.every((text) => typeof text === 'string')) return texts.join(' ');
  } catch {
    // an answer that is no JSON is shown as it came
  }
  return body;
}

function reasonOf(cause: unknown): string {
  // where a name has several addresses the error of each is inside
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(cause);
}
