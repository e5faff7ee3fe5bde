import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SigningVersion } from '../signing/scheme.ts';
import type { SigningMethod } from '../wire/header.ts';

/** A signed REST request. */
export interface RequestVector {
  readonly method: string;
  readonly path: string;
  readonly canonical_path: string;
  readonly body: string;
  readonly user: string;
  readonly version: SigningVersion;
  readonly server_api_version: string | null;
  readonly signed_string: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client's message. */
export interface MessageVector {
  readonly method: SigningMethod;
  readonly session_key_hex?: string;
  readonly header: string;
  readonly body: string;
}

/** Frames that the shipped server sent. */
export interface FramesVector {
  readonly public_key: string;
  readonly frames: readonly { readonly what: string; readonly header: string; readonly body: string }[];
}

export const requestVectors: readonly RequestVector[] = read('requests.json');
export const messageVectors: readonly MessageVector[] = read('messages.json');
export const serverFramesVector: FramesVector = read('server-frames.json');
export const serverConfig: Readonly<Record<string, unknown>> = read('server-config.json');

/** The key that signed the requests and the RSA messages. */
export const vectorKey = createPrivateKey({ key: read<JsonWebKey>('requests.key.jwk.json'), format: 'jwk' });
/** Its public half. */
export const vectorPublicKey = createPublicKey(text('requests.public.pem'));

/** Vectors that are not there would let a loop over them pass: this many must be. */
export function counted<T>(vectors: readonly T[], count: number): readonly T[] {
  if (vectors.length !== count) throw new Error(`${vectors.length} vectors where ${count} should be`);
  return vectors;
}

function read<T>(name: string): T {
  return JSON.parse(text(name));
}

function text(name: string): string {
  return readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8');
}
