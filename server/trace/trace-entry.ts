/** What was signed, and with what. */
export interface TraceSignature {
  /** `hmac_sha256` or `rsa2048_sha1` of a message; the version of a request's signature: `1.0`, `1.1`, `1.3`. */
  readonly method: string;
  /** The signature as it came or goes, base64; shortened unless secrets are shown. */
  readonly given: string;
  /** A sentence: of what it has to be. */
  readonly covers: string;
  /** Where it was refused, or of a request: the texts of which one has to be signed, exactly so. */
  readonly texts?: readonly string[];
  /** Of a request: the path in each of the texts, which older versions hash. */
  readonly paths?: readonly string[];
  /** Only where secrets are shown: the session key and the signature that it makes, base64. */
  readonly key?: string;
  readonly expected?: string;
}

/**
 * Something that passed a door of the server, decoded. As it stands here it is written as JSON, by `--json` and to those
 * who follow from elsewhere. Text of others in it is as it came.
 */
export interface TraceEntry {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  /** `in` came to the server, `out` leaves it. */
  readonly direction: 'in' | 'out';
  readonly channel: 'commands' | 'heartbeats' | 'rest' | 'feeds';
  /**
   * The type of a message, such as `heartbeat` or `ack_commit`; `unreadable` for a message that names none, and for what is no HTTP; `request`,
   * `answer`; `connection`; the name of an event of a feed; `feed_opened`, `feed_closed`.
   */
  readonly type: string;
  /** Whom it is about; null where that is not known, and for the server's heartbeats, which go to all. */
  readonly org: string | null;
  readonly node: string | null;
  /** Whoever says that he asks: X-Ops-UserId of a request; who reads a feed. */
  readonly signer?: string;
  readonly address?: string;
  readonly verdict: 'accepted' | 'refused' | 'sent' | 'cut';
  /** Why it was refused or cut: a word, a sentence, what exactly is wrong where that is known, and what helps. */
  readonly reason?: string;
  readonly sentence?: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Of feeds: the id of the job or the name of the organisation, and the id of an event. */
  readonly feed?: string;
  readonly id?: string;
  /** Of requests and answers. */
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  /** Those that matter; not X-Ops-Authorization, which is in `signature`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a message: how many bytes each of its frames has, the first eight, and the first of them, its signature shortened. */
  readonly frames?: readonly number[];
  readonly header?: string;
  readonly signature?: TraceSignature;
  /** What was carried: the JSON value, or a text where it is none or too long. Secrets are hidden, long texts shortened. */
  readonly body?: unknown;
  /** How long it was as it travelled. */
  readonly bytes?: number;
}
