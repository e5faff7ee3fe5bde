import { type KeyPair, newKeyPair } from '../../protocol/signing/key-pair.ts';

/** RSA key pairs are slow to make and scenarios need many principals: a few are made once and dealt out in turn. */
const POOL_SIZE = 4;
const pool: KeyPair[] = [];

/** The key pair of this number; the same numbers modulo the pool's size share one. */
export function anyKeyPair(number: number): KeyPair {
  const index = number % POOL_SIZE;
  const known = pool[index];
  if (known !== undefined) return known;
  const made = newKeyPair();
  pool[index] = made;
  return made;
}
