import type { RefusedMessage, VerifiedMessage } from './broker/verify-message.ts';

/** A REST request, as far as it is known when something is said of it. */
export interface WatchedRequest {
  /** The same object in all that is said of one request. */
  readonly id: object;
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Whence it came. */
  readonly address: string | undefined;
  /** Organisation and node that its path names, where a route has it. */
  readonly org: string | undefined;
  readonly node: string | undefined;
  /** Who has signed it; undefined where nobody has, or it is not known. */
  readonly signer: { readonly kind: string; readonly name: string } | undefined;
  /** What was read of its body: the whole of it, or nothing. */
  readonly body: Uint8Array | undefined;
}

/** A REST request as it was answered. */
export interface WatchedExchange extends WatchedRequest {
  readonly status: number;
  /** Why it was refused, in the word of the table of refusals and in a sentence. */
  readonly refusal: { readonly code: string; readonly sentence: string } | undefined;
  /** Undefined for a stream, which goes on. */
  readonly payload: string | Uint8Array | undefined;
  /** Of the answer. */
  readonly contentType: string | undefined;
}

/** Where a message comes from, as far as it is known. */
export interface WatchedSource {
  /** Whose it is: of the node that has signed it, or that its connection was admitted for, or that it names. */
  readonly org: string | undefined;
  readonly node: string | undefined;
  readonly address: string | undefined;
  /** The key that its node was given; undefined for a node that was given none. */
  readonly sessionKey: () => Uint8Array | undefined;
}

/** Whom a message goes to. */
export interface WatchedTarget {
  readonly org: string;
  readonly node: string;
  readonly key: Uint8Array;
}

/** What becomes of a connection to the command socket. */
export interface WatchedConnection {
  readonly became: 'admitted' | 'refused' | 'cut';
  /** Why it was refused or cut. */
  readonly reason: string | undefined;
  readonly address: string | undefined;
  /** Whose it is, where its CURVE key says that. */
  readonly org: string | undefined;
  readonly node: string | undefined;
}

/** A feed that is read by somebody. */
export interface WatchedFeed {
  /** The same object in all that is said of one reader. */
  readonly id: object;
  /** The id of a job, or the name of an organisation. */
  readonly name: string;
  readonly org: string;
  /** Who reads it. */
  readonly reader: string;
  readonly address: string | undefined;
}

/** What becomes of a feed for one reader. */
export interface WatchedReading extends WatchedFeed {
  /** `ended` by the server: everything was told, or he may not read any more; `left`: the reader went; `cut`: he was too slow. */
  readonly became: 'opened' | 'ended' | 'left' | 'cut';
  /** Why it was cut. */
  readonly reason?: string | undefined;
}

/** Sees what passes the server's doors, and what was made of it. Must not throw. */
export interface ServerWatcher {
  /**
   * A message on the command socket, the sender's identity first; a refused one has what is wrong with it, and over whose
   * connection it came.
   */
  received(
    frames: readonly Uint8Array[],
    judged: VerifiedMessage | RefusedMessage,
    source: WatchedSource,
  ): void;
  /** A message that leaves by the command socket, the receiver's identity first. */
  sent(frames: readonly (string | Uint8Array)[], target: WatchedTarget): void;
  /** A message that leaves by the heartbeat socket, to all. */
  published?(frames: readonly (string | Uint8Array)[]): void;
  connection?(connection: WatchedConnection): void;
  /** A request was signed by somebody who may make it, and is about to be handled. Not told of what anybody may ask. */
  asked?(request: WatchedRequest): void;
  answered(exchange: WatchedExchange): void;
  feed?(reading: WatchedReading): void;
  /** Events, as they travel, leave for one reader; a piece may begin and end within one. */
  feedWritten?(feed: WatchedFeed, bytes: Uint8Array): void;
  /** Something came to the REST interface that is no request, or not in time. */
  unreadable?(refusal: NonNullable<WatchedExchange['refusal']>, address: string | undefined): void;
}
