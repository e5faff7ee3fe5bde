import { existsSync } from 'node:fs';
import { type KeyPair, newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { databasePath } from '../data-folder.ts';

/** Draws an RSA key pair for a principal. */
export type DrawKeyPair = () => Promise<KeyPair>;

/** Those of the user `admin` and of the superuser. */
const FIRST_KEY_PAIRS = 2;

/**
 * For a folder that no server has used yet, begins to draw on other threads what its first start will ask for, so that
 * the server can be loaded meanwhile. What is asked for beyond that is drawn when asked for.
 */
export function keyPairsAhead(dataFolder: string): DrawKeyPair {
  const count = existsSync(databasePath(dataFolder)) ? 0 : FIRST_KEY_PAIRS;
  const ahead = Array.from({ length: count }, () => newKeyPairAsync());
  // whoever asks for it hears of a failure
  for (const pair of ahead) pair.catch(() => undefined);
  return () => ahead.shift() ?? newKeyPairAsync();
}
