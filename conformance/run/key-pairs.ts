import { type KeyPair, newKeyPairAsync } from '../../protocol/signing/key-pair.ts';

/** RSA key pairs are slow to make and scenarios need many principals: a few are made once and dealt out in turn. */
export const POOL_SIZE = 4;

/** The pool, and before it one more, which no principal of a scenario has. */
export function drawKeyPairs(): Promise<readonly KeyPair[]> {
  return Promise.all(Array.from({ length: 1 + POOL_SIZE }, () => newKeyPairAsync()));
}
