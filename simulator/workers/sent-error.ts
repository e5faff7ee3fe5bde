import { codeOf } from '../../files/reasons.ts';
import { RequestRefused, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';

/** An error on its way between two processes: those that people are told how to mend keep their kind. */
export type SentError =
  | {
      readonly kind: 'unreachable';
      readonly url: string;
      readonly reason: string;
      readonly code?: string;
      readonly proxy?: string;
    }
  | {
      readonly kind: 'refused';
      readonly asked: string;
      readonly status: number;
      readonly body: string;
      readonly location?: string;
    }
  | { readonly kind: 'unexpected'; readonly asked: string; readonly wanted: string; readonly text: string }
  | { readonly kind: 'other'; readonly message: string; readonly stack: string | undefined };

export function packError(error: unknown): SentError {
  if (error instanceof ServerUnreachable) {
    const { url, cause, proxy } = error;
    const first = cause instanceof AggregateError ? cause.errors[0] : cause;
    const code = codeOf(first);
    return {
      kind: 'unreachable',
      ...{ url, reason: first instanceof Error ? first.message : String(first) },
      ...(code !== undefined && { code }),
      ...(proxy !== undefined && { proxy }),
    };
  }
  if (error instanceof RequestRefused) {
    const { asked, status, body, redirect } = error;
    return {
      kind: 'refused',
      ...{ asked, status, body },
      ...(redirect !== undefined && { location: redirect.to }),
    };
  }
  if (error instanceof UnexpectedAnswer) {
    const { asked, wanted, text } = error;
    return { kind: 'unexpected', asked, wanted, text };
  }
  if (error instanceof Error) return { kind: 'other', message: error.message, stack: error.stack };
  return { kind: 'other', message: String(error), stack: undefined };
}

export function unpackError(sent: SentError): Error {
  switch (sent.kind) {
    case 'unreachable':
      return new ServerUnreachable(
        sent.url,
        Object.assign(new Error(sent.reason), { code: sent.code }),
        sent.proxy,
      );
    case 'refused':
      return new RequestRefused(
        new Reply(sent.asked, sent.status, { location: sent.location }, Buffer.from(sent.body)),
      );
    case 'unexpected':
      return new UnexpectedAnswer(sent.asked, sent.wanted, sent.text);
    case 'other': {
      const error = new Error(sent.message);
      if (sent.stack !== undefined) error.stack = sent.stack;
      return error;
    }
  }
}
