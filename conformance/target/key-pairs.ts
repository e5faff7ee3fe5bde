import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KeyPair } from '../../protocol/signing/key-pair.ts';
import { drawKeyPairs as draw, POOL_SIZE } from '../run/key-pairs.ts';

let pool: readonly KeyPair[] = [];

/**
 * To be awaited before the first scenario: drawn in the middle of one, a key would hold up all of its nodes.
 * @param file where the run has drawn them already
 */
export async function prepareKeyPairs(file: string | undefined): Promise<void> {
  pool =
    file === undefined ? (await draw()).slice(1) : (JSON.parse(await readFile(file, 'utf8')) as KeyPair[]);
}

/** The key pair of this number; the same numbers modulo the pool's size share one. @throws before they are drawn */
export function anyKeyPair(number: number): KeyPair {
  const pair = pool[number % POOL_SIZE];
  if (pair === undefined) throw new Error('the key pairs have not been drawn yet');
  return pair;
}

const read = new Map<string, KeyObject>();

/** The key of this PEM, read once: to read it and to use it for the first time takes longer than to sign three times. */
export function signingKey(pem: string): KeyObject {
  const key = read.get(pem) ?? createPrivateKey(pem);
  read.set(pem, key);
  return key;
}
