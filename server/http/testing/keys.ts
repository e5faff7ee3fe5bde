import { createPrivateKey, type KeyObject } from 'node:crypto';
import { newKeyPair } from '../../../protocol/signing/key-pair.ts';

/** A key pair for tests. Drawing one takes a while, so they are shared. */
export interface TestKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

function draw(): TestKey {
  const { publicKey, privateKey } = newKeyPair();
  return { publicKey, privateKey: createPrivateKey(privateKey) };
}

/** That of whoever a test does not say otherwise. */
export const KEY = draw();
export const OTHER_KEY = draw();
