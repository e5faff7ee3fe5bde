import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { keyOf, postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A job is made although a number of it is negative. */
function negative(quirk: ServerQuirkName, key: string): Recogniser {
  return {
    quirk,
    makesJob: true,
    recognises(exchange, wanted) {
      if (wanted.what !== 'status' || wanted.status !== 400 || exchange.status !== 201) return false;
      const posted = postedJob(exchange);
      const number = posted && keyOf(posted, key);
      return typeof number === 'number' && number < 0;
    },
  };
}

export const negativeQuorumRecogniser = negative('negative-quorum', 'quorum');
export const negativeRunTimeoutRecogniser = negative('negative-run-timeout', 'run_timeout');
