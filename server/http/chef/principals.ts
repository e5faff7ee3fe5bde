import { createHash } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import type { Candidate } from '../../access/principal.ts';
import type { HttpDeps } from '../deps.ts';
import { refusal } from '../errors.ts';
import type { GuardMaker } from '../guard.ts';
import { mayAdminister } from '../may-ask.ts';
import { orgOf, param } from '../params.ts';
import { sendJson } from '../reply.ts';
import { GET_PRINCIPAL } from '../schemas/principals.ts';

/** `principals/NAME`: what a push server asks a Chef server about whoever signed a request. */
export function principalRoutes({ access }: HttpDeps, guard: GuardMaker): FastifyPluginAsync {
  return async (app) => {
    const options = { ...guard({ mayAsk: mayAdminister }), schema: GET_PRINCIPAL };
    app.get('/principals/:principal', options, async (request, reply) => {
      const [org, name] = [orgOf(request), param(request, 'principal')];
      const principals = (await access.candidates(org, name)).map((one) => principalBody(org, one));
      const [first] = principals;
      if (first === undefined) throw refusal('unknown_object', `Cannot find principal ${name}`);
      const apiVersion = Number(request.headers['x-ops-server-api-version'] ?? 0);
      return sendJson(reply, 200, apiVersion >= 1 ? { principals } : first);
    });
  };
}

function principalBody(org: string, { name, kind, key, associated }: Candidate) {
  return {
    name,
    type: kind,
    public_key: key.export({ type: 'spki', format: 'pem' }),
    authz_id: authorisationId(kind === 'user' ? '' : org, kind, name),
    org_member: associated,
  };
}

/** A Chef server's id of an actor, 32 hex digits; nothing here looks anybody up by it. */
function authorisationId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32);
}
