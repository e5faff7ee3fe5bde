import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { encryptSessionKey } from '../../protocol/curve/session-key.ts';
import { formatConfig } from '../../protocol/wire/config.ts';
import { fingerprintOf } from '../access/fingerprint.ts';
import type { IssuedConfig } from '../broker/entry/config-issuer.ts';
import { crashingCcpk } from '../quirks/bad-ccpk-500.ts';
import { whoBecomesNode } from '../quirks/reader-becomes-node.ts';
import { asksUnencrypted, readCcpk } from './ccpk.ts';
import { tellConfigRefusal } from './config-refusals.ts';
import type { HttpDeps } from './deps.ts';
import { type GuardMaker, verified } from './guard.ts';
import { mayFetchConfig } from './may-ask.ts';
import { ownClientKey } from './own-client.ts';
import { orgOf, param } from './params.ts';
import { sendJson } from './reply.ts';
import { GET_CONFIG } from './schemas/node-config.ts';

/** `config/NODE`, a node's way in. Source: protocol §3. */
export function nodeConfigRoutes(deps: HttpDeps, guard: GuardMaker): FastifyPluginAsync {
  const { issuer, access, diagnosis, quirks } = deps;
  const ccpkOf = quirks.has('bad-ccpk-500') ? crashingCcpk : readCcpk;
  const isNode = whoBecomesNode(quirks);
  /** Undefined where none is asked for: with CURVE off, and of a node that has none where such nodes are taken. */
  const keyOf = (request: FastifyRequest): string | undefined => {
    const needsNone = !issuer.curveEnabled || (issuer.takesUnencrypted && asksUnencrypted(request));
    return needsNone ? undefined : ccpkOf(request);
  };
  const checkFirst = (request: FastifyRequest) => {
    keyOf(request);
  };

  /** The node itself is let in with its answer; for others nothing of the node changes. */
  async function configFor(request: FastifyRequest): Promise<IssuedConfig> {
    const [org, node] = [orgOf(request), param(request, 'node')];
    const curvePublicKey = keyOf(request);
    const config = await issuer.describe(org, node, curvePublicKey !== undefined);
    if (!isNode(verified(request).asker)) return config;
    const { asker, signed } = verified(request);
    const { sessionKey, admitted } = issuer.letIn(org, node, {
      clientKey: fingerprintOf(await ownClientKey(access, verified(request), org, node)),
      curvePublicKey,
      signed: asker.kind === 'client' ? signed : undefined,
    });
    if (admitted) diagnosis.configFetched(org, node, curvePublicKey !== undefined);
    return { ...config, sessionKey };
  }

  return async (app) => {
    app.get(
      '/config/:node',
      {
        ...guard({ mayAsk: mayFetchConfig, checkFirst }),
        onError: (request, _reply, error) =>
          tellConfigRefusal(deps, request, { org: orgOf(request), node: param(request, 'node') }, error),
        schema: GET_CONFIG,
      },
      async (request, reply) => {
        const { asker } = verified(request);
        const { sessionKey, ...config } = await configFor(request);
        const key = encryptSessionKey(sessionKey, asker.key);
        return sendJson(
          reply,
          200,
          formatConfig({ ...config, encodedSessionKey: { method: 'hmac_sha256', key } }),
        );
      },
    );
  };
}
