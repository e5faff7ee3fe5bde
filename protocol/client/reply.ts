/** Headers as they came: names in lower case, a header that came twice as an array. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An answer of the server, whatever its status. */
export class Reply {
  /** What was asked, for messages: `GET /pushy/_status`. */
  readonly asked: string;
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly bytes: Buffer;

  constructor(asked: string, status: number, headers: ReplyHeaders, bytes: Buffer) {
    this.asked = asked;
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** @throws SyntaxError where the body is no JSON */
  json(): unknown {
    return JSON.parse(this.text);
  }
}
