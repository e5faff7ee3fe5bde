import { isWrittenAsFraction, postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A number with a fraction, even 1.0, is a crash. */
export const fraction500Recogniser: Recogniser = {
  quirk: 'fraction-500',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || ![201, 400].includes(wanted.status) || exchange.status !== 500)
      return false;
    const posted = postedJob(exchange);
    if (posted === undefined || posted.job === undefined) return false;
    return isWrittenAsFraction(posted, 'quorum') || isWrittenAsFraction(posted, 'run_timeout');
  },
};
