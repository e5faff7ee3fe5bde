import { createHmac, hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** Longer bodies are rare, and what is saved on them is not worth the memory. */
const MAX_SCRATCH_BODY_BYTES = 8_192;

const inner = Buffer.alloc(BLOCK_BYTES + MAX_SCRATCH_BODY_BYTES);
const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

/**
 * Base64 of HMAC-SHA256 (RFC 2104). Made of two one-shot hashes, because `createHmac` takes longer to make and throw
 * away its object than to hash a message of ordinary length.
 */
export function hmacSha256(body: Uint8Array | string, key: Uint8Array): string {
  const mostBytes = typeof body === 'string' ? 3 * body.length : body.byteLength;
  if (mostBytes > MAX_SCRATCH_BODY_BYTES || key.byteLength > BLOCK_BYTES) {
    return createHmac('sha256', key).update(body).digest('base64');
  }
  pad(inner, key, INNER_PAD);
  pad(outer, key, OUTER_PAD);
  const bodyBytes = put(body);
  outer.write(hash('sha256', inner.subarray(0, BLOCK_BYTES + bodyBytes), 'binary'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outer, 'base64');
}

function put(body: Uint8Array | string): number {
  if (typeof body === 'string') return inner.write(body, BLOCK_BYTES, 'utf8');
  inner.set(body, BLOCK_BYTES);
  return body.byteLength;
}

function pad(block: Uint8Array, key: Uint8Array, byte: number): void {
  const { byteLength } = key;
  for (let index = 0; index < byteLength; index++) block[index] = (key[index] ?? 0) ^ byte;
  block.fill(byte, byteLength, BLOCK_BYTES);
}
