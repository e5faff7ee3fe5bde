import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CurveKeyPair, newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { StartError } from '../start-error.ts';

const SECRET_BYTES = 32;
const CURVE_KEY_BYTES = 32;

/** Signs the heartbeats. */
export interface HeartbeatKey {
  readonly privateKey: KeyObject;
  /** Its other half, SPKI PEM, as every node gets it. */
  readonly publicPem: string;
}

/** Everything secret that the server owns. */
export interface ServerKeys {
  /**
   * On a first start it is drawn, and kept, when first asked for: before a node has a configuration nobody can read a
   * heartbeat, and the start need not wait. Rejects with StartError where it cannot be kept; the next to ask tries again.
   */
  heartbeat(): Promise<HeartbeatKey>;
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
 * Loads what an earlier start kept and draws the rest. The key of the heartbeats is kept in any case: with another one,
 * nodes would not believe those that tell them of the new incarnation. Source: protocol §8.
 *
 * @throws StartError for a file that cannot be used, naming it and the remedy.
 */
export async function loadServerKeys({ folder, freshKeys }: ServerKeysOptions): Promise<ServerKeys> {
  const secretsFolder = freshKeys ? undefined : folder;
  const fileIn = (where: string | undefined, name: string) => where && join(where, name);
  const rsaFile = fileIn(folder, 'server.pem');
  const curveFile = fileIn(secretsFolder, 'curve.json');
  const secretFile = fileIn(secretsFolder, 'secret');
  const [rsa, curve, secret] = await Promise.all([
    kept(rsaFile, parseRsa),
    kept(curveFile, parseCurve),
    kept(secretFile, parseSecret),
  ]);
  // only when all that was kept is sound is anything written
  return {
    heartbeat: lazily(rsa, async () => {
      const { privateKey, publicKey } = await newKeyPairAsync();
      await keep(rsaFile, privateKey);
      return { privateKey: createPrivateKey(privateKey), publicPem: publicKey };
    }),
    curve: curve ?? (await drawnCurve(curveFile)),
    secret: secret ?? (await drawnSecret(secretFile)),
  };
}

/** What an earlier start kept, if it did. @throws StartError for what it cannot have kept */
async function kept<T>(
  file: string | undefined,
  parse: (text: string) => T | undefined,
): Promise<T | undefined> {
  const text = file === undefined ? undefined : await readPrivateFile(file);
  if (text === undefined) return undefined;
  const key = parse(text);
  if (key === undefined) {
    throw new StartError(`${file} holds no usable key: restore it, or remove it to have a new one.`);
  }
  return key;
}

async function keep(file: string | undefined, text: string): Promise<void> {
  if (file !== undefined) await writePrivateFile(file, text);
}

/** What is known, or else what is made when first asked for; a failure is told to those who wait, and forgotten. */
function lazily<T>(known: T | undefined, make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined = known === undefined ? undefined : Promise.resolve<T>(known);
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

async function drawnCurve(file: string | undefined): Promise<CurveKeyPair> {
  const pair = newCurveKeyPair();
  await keep(file, `${JSON.stringify(pair)}\n`);
  return pair;
}

async function drawnSecret(file: string | undefined): Promise<Buffer> {
  const secret = randomBytes(SECRET_BYTES);
  await keep(file, `${secret.toString('hex')}\n`);
  return secret;
}

function parseRsa(pem: string): HeartbeatKey | undefined {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'rsa') return undefined;
    const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
    return { privateKey, publicPem };
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
