import { keyOf, postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A job that names a node twice is a crash, and stays. */
export const twiceNamed500Recogniser: Recogniser = {
  quirk: 'twice-named-500',
  makesJob: true,
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || wanted.status !== 400 || exchange.status !== 500) return false;
    const posted = postedJob(exchange);
    const nodes = posted && keyOf(posted, 'nodes');
    return Array.isArray(nodes) && new Set(nodes).size < nodes.length;
  },
};
