import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type NodeKey, nodeKey } from '../fleet/key-pool.ts';

const VECTOR = new URL('../../protocol/vectors/requests.key.jwk.json', import.meta.url);

/** A key that is no secret: drawing one takes longer than most tests. */
export function throwAwayKey(): NodeKey {
  return nodeKey(createPrivateKey({ key: JSON.parse(readFileSync(VECTOR, 'utf8')), format: 'jwk' }));
}
