import type { RefusedMessage, VerifiedMessage } from './broker/verify-message.ts';

/** A REST request as it was answered. */
export interface WatchedExchange {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  /** Of the request, names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly status: number;
}

/** Sees what passes the server's doors, and what was made of it: for those who judge clients. Must not throw. */
export interface ServerWatcher {
  /** A message on the command socket, the sender's identity first. */
  received(frames: readonly Uint8Array[], judged: VerifiedMessage | RefusedMessage): void;
  /** A message that leaves by the command socket, the receiver's identity first. */
  sent(frames: readonly (string | Uint8Array)[]): void;
  answered(exchange: WatchedExchange): void;
}
