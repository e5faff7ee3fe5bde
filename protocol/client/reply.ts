import { parseJsonText } from '../wire/json.ts';

/** Headers as they came: names in lower case, a header that came twice as an array. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as it went out. */
export interface SentRequest {
  /** `https://HOST:PORT`, where that is known. */
  readonly origin?: string;
  readonly method: string;
  /** With its query, as it travelled. */
  readonly path: string;
  /** Names as they were written. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** An answer of the server, whatever its status. */
export class Reply {
  /** What was asked, for messages: `GET /pushy/_status`. */
  readonly asked: string;
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly bytes: Buffer;
  /** What it answers, where that is known. */
  readonly sent: SentRequest | undefined;

  constructor(asked: string, status: number, headers: ReplyHeaders, bytes: Buffer, sent?: SentRequest) {
    this.asked = asked;
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
    this.sent = sent;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** @throws SyntaxError where the body is no JSON, or is nested too deep */
  json(): unknown {
    return parseJsonText(this.text);
  }
}
