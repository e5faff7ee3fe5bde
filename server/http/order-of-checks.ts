/**
 * What a guard looks at, by name. Up to `declaration` nothing but the headers is needed: `size` is the length that they
 * declare, `signature` is verified over the digest that they state, and `digest` is whether the body that was read has it.
 */
export type GuardCheck =
  | 'size'
  | 'first'
  | 'claim'
  | 'signature'
  | 'membership'
  | 'permission'
  | 'accept'
  | 'declaration'
  | 'read'
  | 'digest'
  | 'body';

/**
 * Of several faults the first in this order is answered; path and method have been looked at before. No body is read for
 * whoever has not shown that he may send it. Source: protocol §1.
 */
export const ORDER_OF_CHECKS: readonly GuardCheck[] = [
  'size',
  'claim',
  'first',
  'signature',
  'membership',
  'permission',
  'accept',
  'declaration',
  'read',
  'digest',
  'body',
];
