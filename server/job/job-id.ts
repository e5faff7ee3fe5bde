import { randomBytes } from 'node:crypto';
import type { Organisation } from '../store/store.ts';

const ORGANISATION_DIGITS = 12;
const RANDOM_BYTES = 10;

/** 32 lower-case hex digits: the tail of the organisation's own id, then chance. Source: protocol §2. */
export function newJobId(org: Organisation): string {
  return org.id.slice(-ORGANISATION_DIGITS) + randomBytes(RANDOM_BYTES).toString('hex');
}
