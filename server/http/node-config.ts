import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { encryptSessionKey } from '../../protocol/curve/session-key.ts';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { formatConfig } from '../../protocol/wire/config.ts';
import type { Access } from '../access/access.ts';
import type { ConfigRefusal, Diagnosis } from '../broker/diagnosis.ts';
import type { HttpDeps } from './deps.ts';
import { HttpRefusal, type RefusalCode, refusal } from './errors.ts';
import { type GuardMaker, verified } from './guard.ts';
import { mayFetchConfig } from './may-ask.ts';
import { orgOf, param, queryValue } from './params.ts';
import { sendJson } from './reply.ts';
import { GET_CONFIG } from './schemas/node-config.ts';

const CCPK_LENGTH = 40;

/** The refusals that tell why a node does not get in. */
const TOLD: Readonly<Partial<Record<RefusalCode, ConfigRefusal>>> = {
  missing_ccpk: 'missing_ccpk',
  bad_ccpk: 'bad_ccpk',
  missing_headers: 'missing_headers',
  bad_timestamp: 'bad_timestamp',
  clock_skew: 'clock_skew',
  bad_signature: 'bad_signature',
  unknown_principal: 'unknown_principal',
  not_associated: 'not_permitted',
  not_permitted: 'not_permitted',
  name_mismatch: 'name_mismatch',
};

/** `config/NODE`, a node's way in. Source: protocol §3. */
export function nodeConfigRoutes(deps: HttpDeps, guard: GuardMaker): FastifyPluginAsync {
  const { issuer, access, diagnosis } = deps;
  const checkFirst = (request: FastifyRequest) => {
    if (issuer.curveEnabled) checkCcpk(queryValue(request, 'ccpk'));
  };
  return async (app) => {
    app.get(
      '/config/:node',
      {
        ...guard({ mayAsk: mayFetchConfig, checkFirst }),
        onError: (request, _reply, error) => tellRefusal(access, diagnosis, request, error),
        schema: GET_CONFIG,
      },
      async (request, reply) => {
        const [org, node] = [orgOf(request), param(request, 'node')];
        const { sessionKey, ...config } = await issuer.issue(org, node, queryValue(request, 'ccpk'));
        const key = encryptSessionKey(sessionKey, verified(request).asker.key);
        diagnosis.configFetched(org, node);
        return sendJson(
          reply,
          200,
          formatConfig({ ...config, encodedSessionKey: { method: 'hmac_sha256', key } }),
        );
      },
    );
  };
}

function checkCcpk(ccpk: string | undefined): void {
  if (ccpk === undefined || ccpk === '') throw refusal('missing_ccpk');
  if (ccpk.length !== CCPK_LENGTH || decodeZ85(ccpk) === undefined) throw refusal('bad_ccpk');
}

async function tellRefusal(
  access: Access,
  diagnosis: Diagnosis,
  request: FastifyRequest,
  error: unknown,
): Promise<void> {
  const reason = error instanceof HttpRefusal ? TOLD[error.code] : undefined;
  const org = orgOf(request);
  // nothing is kept for an organisation that somebody made up
  if (reason === undefined || (await access.organisations.get(org)) === undefined) return;
  diagnosis.configRefused(org, param(request, 'node'), reason);
}
