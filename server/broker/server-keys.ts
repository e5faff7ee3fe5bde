import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CurveKeyPair, newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { StartError } from '../start-error.ts';

const SECRET_BYTES = 32;
const CURVE_KEY_BYTES = 32;

/** Everything secret that the server owns. */
export interface ServerKeys {
  /** Signs the heartbeats. */
  readonly rsa: KeyObject;
  /** Its other half, SPKI PEM, as every node gets it. */
  readonly rsaPublicPem: string;
  readonly curve: CurveKeyPair;
  /** The session keys of all nodes come from it. */
  readonly secret: Buffer;
}

export interface ServerKeysOptions {
  /** The data folder, which exists; undefined keeps nothing. */
  readonly folder: string | undefined;
  /** Draws the CURVE pair and the secret anew, as the shipped server does at every start. */
  readonly freshKeys: boolean;
}

/**
 * Loads what an earlier start kept and draws the rest. The RSA key is kept in any case: with another one, nodes would
 * not believe the heartbeats that tell them of the new incarnation. Source: protocol §8.
 *
 * @throws StartError for a file that cannot be used, naming it and the remedy.
 */
export async function loadServerKeys({ folder, freshKeys }: ServerKeysOptions): Promise<ServerKeys> {
  const secretsFolder = freshKeys ? undefined : folder;
  const [rsa, curve, secret] = await Promise.all([
    kept(folder, 'server.pem', parseRsa, async () => (await newKeyPairAsync()).privateKey),
    kept(secretsFolder, 'curve.json', parseCurve, async () => `${JSON.stringify(newCurveKeyPair())}\n`),
    kept(secretsFolder, 'secret', parseSecret, async () => `${randomBytes(SECRET_BYTES).toString('hex')}\n`),
  ]);
  // only when all of them are sound is anything written
  for (const { save } of [rsa, curve, secret]) await save();
  const rsaPublicPem = createPublicKey(rsa.key).export({ type: 'spki', format: 'pem' }).toString();
  return { rsa: rsa.key, rsaPublicPem, curve: curve.key, secret: secret.key };
}

async function kept<T>(
  folder: string | undefined,
  name: string,
  parse: (text: string) => T | undefined,
  draw: () => Promise<string>,
): Promise<{ readonly key: T; save(): Promise<void> }> {
  const file = folder === undefined ? undefined : join(folder, name);
  const text = file === undefined ? undefined : await readPrivateFile(file);
  const drawn = text === undefined ? await draw() : text;
  const key = parse(drawn);
  if (key === undefined) {
    throw new StartError(`${file ?? name} holds no usable key: restore it, or remove it to have a new one.`);
  }
  return {
    key,
    save: async () => {
      if (file !== undefined && text === undefined) await writePrivateFile(file, drawn);
    },
  };
}

function parseRsa(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    // what is wrong with it does not change the remedy
    return undefined;
  }
}

function parseCurve(json: string): CurveKeyPair | undefined {
  let pair: unknown;
  try {
    pair = JSON.parse(json);
  } catch {
    // as above
    return undefined;
  }
  if (typeof pair !== 'object' || pair === null) return undefined;
  const { publicKey, secretKey } = pair as Partial<Record<string, unknown>>;
  if (typeof publicKey !== 'string' || typeof secretKey !== 'string') return undefined;
  return isCurveKey(publicKey) && isCurveKey(secretKey) ? { publicKey, secretKey } : undefined;
}

function isCurveKey(text: string): boolean {
  return decodeZ85(text)?.byteLength === CURVE_KEY_BYTES;
}

function parseSecret(hex: string): Buffer | undefined {
  const secret = Buffer.from(hex.trim(), 'hex');
  return secret.byteLength === SECRET_BYTES ? secret : undefined;
}
