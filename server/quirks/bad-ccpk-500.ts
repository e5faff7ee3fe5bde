import type { FastifyRequest } from 'fastify';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { CCPK_LENGTH, type ReadCcpk } from '../http/ccpk.ts';
import { HttpRefusal, REST_REFUSALS, refusal } from '../http/errors.ts';

/** Quirk `bad-ccpk-500`: of two the first is taken, an empty one is a wrong one, and one that is no key is a crash. */
export const crashingCcpk: ReadCcpk = ({ query }: FastifyRequest) => {
  const { ccpk } = query as { readonly ccpk?: string | readonly string[] };
  const first = typeof ccpk === 'string' ? ccpk : ccpk?.[0];
  if (first === undefined) throw refusal('missing_ccpk');
  if (first.length !== CCPK_LENGTH) throw refusal('bad_ccpk');
  // the reason stays, for the diagnosis of the node
  if (decodeZ85(first) === undefined)
    throw new HttpRefusal('bad_ccpk', REST_REFUSALS.internal_error.text(), { status: 500 });
  return first;
};
