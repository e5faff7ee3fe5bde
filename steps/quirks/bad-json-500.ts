import { postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A job that is no JSON is a crash, whatever else is wrong with the request. */
export const badJson500Recogniser: Recogniser = {
  quirk: 'bad-json-500',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || wanted.status < 400 || wanted.status >= 500) return false;
    const posted = postedJob(exchange);
    return exchange.status === 500 && posted !== undefined && posted.job === undefined;
  },
};
