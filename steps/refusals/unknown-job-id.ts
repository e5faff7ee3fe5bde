import { randomBytes } from 'node:crypto';

/** Id of a job that no server has made. */
export function unknownJobId(): string {
  return randomBytes(16).toString('hex');
}
