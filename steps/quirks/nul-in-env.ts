import { keyOf, postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A job is made although its environment has a NUL. */
export const nulInEnvRecogniser: Recogniser = {
  quirk: 'nul-in-env',
  makesJob: true,
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || wanted.status !== 400 || exchange.status !== 201) return false;
    const posted = postedJob(exchange);
    const env = posted && keyOf(posted, 'env');
    return JSON.stringify(env ?? null).includes('\\u0000');
  },
};
