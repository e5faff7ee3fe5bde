import type { FeedEvent } from './feed-event.ts';
import type { ReplyHeaders } from './reply.ts';
import type { Method } from './request-options.ts';

/** A request as it leaves. Its headers are not told: they hold its signature. */
export interface AskedRequest {
  readonly method: Method;
  readonly path: string;
  /** Who signs it; undefined where nobody does. */
  readonly user: string | undefined;
  readonly body: string | Uint8Array | undefined;
}

/** Told of everything that a client asks, is answered, and reads in feeds. Must not throw. */
export interface RestObserver {
  asked(request: AskedRequest): void;
  /**
   * @param body undefined where it is read while it comes
   * @param headers as they came; absent where nobody told them
   */
  answered(request: AskedRequest, status: number, body: Uint8Array | undefined, headers?: ReplyHeaders): void;
  /** No answer came, or not all of it. */
  failed(request: AskedRequest, error: unknown): void;
  /** An event of the feed at this path was read. */
  event(path: string, event: FeedEvent): void;
}
