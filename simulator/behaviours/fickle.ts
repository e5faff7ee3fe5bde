import { variantOf } from './behaviour.ts';
import { confused } from './confused.ts';

/** Votes yes, then no. */
export const fickle = variantOf(confused, {
  name: 'fickle',
  summary: 'acks the commit, then nacks it',
  defaults: { does: 'nack_after_ack' },
});
