import { postedJob } from './posted-job.ts';
import type { Exchange, Recogniser } from './recogniser.ts';

/** How a wrong body is refused. Source: protocol §2. */
const ABOUT_THE_BODY =
  /^(?:invalid (?:command|key|type|environment|file|JSON)\b|at least one node\b|an unknown validation error\b)/;

/** Refusals of who asks. */
const WHO_ASKS: readonly number[] = [401, 403, 404];

/** A wrong body is refused although whoever sent it may not ask at all. */
export const bodyFirstRecogniser: Recogniser = {
  quirk: 'body-first',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || !WHO_ASKS.includes(wanted.status)) return false;
    const posted = postedJob(exchange);
    if (posted === undefined) return false;
    return exchange.status === 400
      ? isAboutBody(exchange)
      : exchange.status === 500 && posted.job === undefined;
  },
};

/** Errors about who asks are lists, those about a job are a text, or the codes of one. */
function isAboutBody({ text }: Exchange): boolean {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    if (Array.isArray(error))
      return error.length > 0 && error.flat().every((each) => typeof each === 'number');
    return typeof error === 'string' && ABOUT_THE_BODY.test(error);
  } catch {
    return false;
  }
}
