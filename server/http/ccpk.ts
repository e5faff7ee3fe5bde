import type { FastifyRequest } from 'fastify';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { refusal } from './errors.ts';
import { hasQueryValue, queryValue } from './params.ts';

/** Length of a CurveZMQ public key in Z85. */
export const CCPK_LENGTH = 40;

/** Gives the key that a request for a configuration carries, and throws the refusal of one that is none. */
export type ReadCcpk = (request: FastifyRequest) => string;

/** Source: protocol §3. */
export const readCcpk: ReadCcpk = (request) => {
  const ccpk = queryValue(request, 'ccpk');
  if (ccpk === undefined || ccpk === '') throw refusal('missing_ccpk');
  if (ccpk.length !== CCPK_LENGTH || decodeZ85(ccpk) === undefined) throw refusal('bad_ccpk');
  return ccpk;
};

/** Whether the node asks as one that cannot encrypt, as clients of version 1 do: with no key at all. Source: protocol §3. */
export function asksUnencrypted(request: FastifyRequest): boolean {
  return !hasQueryValue(request, 'ccpk');
}
