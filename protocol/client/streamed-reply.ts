import type { Dispatcher } from 'undici';
import type { ReplyHeaders, SentRequest } from './reply.ts';

/** An answer whose body is read while it comes. It must be read to its end or destroyed. */
export interface StreamedReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Dispatcher.ResponseData['body'];
  /** What it answers, where that is known. */
  readonly sent?: SentRequest;
}
