import { type KeyPair, newKeyPairAsync } from '../../protocol/signing/key-pair.ts';

/** RSA key pairs are slow to make and scenarios need many principals: a few are made once and dealt out in turn. */
const POOL_SIZE = 4;
let pool: readonly KeyPair[] = [];

/** To be awaited before the first scenario: drawn in the middle of one, a key would hold up all of its nodes. */
export async function drawKeyPairs(): Promise<void> {
  pool = await Promise.all(Array.from({ length: POOL_SIZE }, () => newKeyPairAsync()));
}

/** The key pair of this number; the same numbers modulo the pool's size share one. @throws before they are drawn */
export function anyKeyPair(number: number): KeyPair {
  const pair = pool[number % POOL_SIZE];
  if (pair === undefined) throw new Error('the key pairs have not been drawn yet');
  return pair;
}
