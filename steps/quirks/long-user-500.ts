import { keyOf, type PostedJob, postedJob } from './posted-job.ts';
import type { Recogniser } from './recogniser.ts';

/** A user may have so many characters. */
const LONGEST_USER = 32;

/** A text that the database does not take is a crash. */
export const longUser500Recogniser: Recogniser = {
  quirk: 'long-user-500',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || ![201, 400].includes(wanted.status) || exchange.status !== 500)
      return false;
    const posted = postedJob(exchange);
    return posted !== undefined && (hasLongUser(posted) || hasNul(posted));
  },
};

function hasLongUser(posted: PostedJob): boolean {
  const user = keyOf(posted, 'user');
  return typeof user === 'string' && [...user].length > LONGEST_USER;
}

function hasNul(posted: PostedJob): boolean {
  return ['command', 'nodes', 'user', 'dir', 'file']
    .flatMap((key) => keyOf(posted, key))
    .some((value) => typeof value === 'string' && value.includes('\0'));
}
