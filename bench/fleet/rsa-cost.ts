import { generateKeyPairSync, sign } from 'node:crypto';
import { decryptSessionKey, encryptSessionKey, newSessionKey } from '../../protocol/curve/session-key.ts';
import { cpuMicros } from '../process/usage.ts';

const KEY_BITS = 2_048;
const TIMES = 50;

/**
 * What a node cannot come up without, whoever wrote it: a signature and a decryption with its private key. Processor
 * time, microseconds. Source: protocol §1, §3.
 */
export function rsaMicros(): number {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS });
  const encrypted = encryptSessionKey(newSessionKey(), publicKey);
  const text = Buffer.from('a request');
  const both = (): void => {
    sign('sha256', text, privateKey);
    decryptSessionKey(encrypted, privateKey);
  };
  both(); // the first use of a key is dearer
  const before = cpuMicros();
  for (let time = 0; time < TIMES; time++) both();
  return (cpuMicros() - before) / TIMES;
}
