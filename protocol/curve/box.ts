import { randomBytes } from 'node:crypto';
import openLibsodium, { type Libsodium } from 'libsodium';
import { KEY_BYTES } from './x25519.ts';

/** A box is this much longer than what it holds. */
export const BOX_OVERHEAD_BYTES = 16;
export const NONCE_BYTES = 24;

/** Where nonce, key and text lie in libsodium's memory, one behind the other. */
const KEY_AT = NONCE_BYTES;
const TEXT_AT = KEY_AT + KEY_BYTES;
const LEAST_ROOM_BYTES = 4_096;

/** libsodium, and a part of its memory that is ours: its wrappers ask for eight and give them back at each box. */
interface Workshop {
  readonly library: Libsodium;
  at: number;
  bytes: number;
}

let workshop: Workshop | undefined;

/** To be awaited before anything is sealed or opened. */
export const boxesReady: Promise<void> = opened();

async function opened(): Promise<void> {
  const library = await openLibsodium({ getRandomValue: () => randomBytes(4).readUInt32LE() });
  if (library._sodium_init() < 0) throw new Error('libsodium could not be initialised');
  workshop = { library, at: 0, bytes: 0 };
}

/** Seals with a key that both sides share and a nonce that it is used with once. Source: RFC 26; NaCl, `crypto_box`. */
export function sealBox(content: Uint8Array, nonce: Uint8Array, key: Uint8Array): Buffer {
  const size = content.byteLength + BOX_OVERHEAD_BYTES;
  const { library, at } = laidOut(content, nonce, key, size);
  const text = at + TEXT_AT;
  library._crypto_box_easy_afternm(text, text, content.byteLength, 0, at, at + KEY_AT);
  return copied(library, text, size);
}

/** What a box holds; undefined for one that was not sealed with this key and nonce, or was changed since. */
export function openBox(box: Uint8Array, nonce: Uint8Array, key: Uint8Array): Buffer | undefined {
  const size = box.byteLength - BOX_OVERHEAD_BYTES;
  if (size < 0) return undefined;
  const { library, at } = laidOut(box, nonce, key, box.byteLength);
  const text = at + TEXT_AT;
  const outcome = library._crypto_box_open_easy_afternm(text, text, box.byteLength, 0, at, at + KEY_AT);
  return outcome === 0 ? copied(library, text, size) : undefined;
}

/** @param size bytes of the text before or after, whichever is longer */
function laidOut(text: Uint8Array, nonce: Uint8Array, key: Uint8Array, size: number): Workshop {
  if (workshop === undefined) throw new Error('boxes are not ready');
  if (nonce.byteLength !== NONCE_BYTES) throw new RangeError(`a nonce of ${nonce.byteLength} bytes`);
  if (key.byteLength !== KEY_BYTES) throw new RangeError(`a key of ${key.byteLength} bytes`);
  const { library } = workshop;
  if (workshop.bytes < TEXT_AT + size) {
    if (workshop.bytes > 0) library._free(workshop.at);
    workshop.bytes = Math.max(LEAST_ROOM_BYTES, TEXT_AT + size);
    workshop.at = library._malloc(workshop.bytes);
    if (workshop.at === 0) throw new Error(`no memory for a box of ${size} bytes`);
  }
  const { HEAPU8 } = library;
  HEAPU8.set(nonce, workshop.at);
  HEAPU8.set(key, workshop.at + KEY_AT);
  HEAPU8.set(text, workshop.at + TEXT_AT);
  return workshop;
}

function copied({ HEAPU8 }: Libsodium, at: number, size: number): Buffer {
  const copy = Buffer.allocUnsafe(size);
  copy.set(HEAPU8.subarray(at, at + size));
  return copy;
}
