import { createHash } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyedPrincipal } from '../../access/principal.ts';
import { mayAdminister } from '../may-ask.ts';
import { orgOf, param } from '../params.ts';
import { sendJson } from '../reply.ts';
import { GET_PRINCIPAL } from '../schemas/principals.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';

const PATH = '/principals/:principal';

/** The versions of the answer that are spoken. Source: protocol §11. */
const MIN_VERSION = 0;
const MAX_VERSION = 1;

const VERSION_HEADER = 'x-ops-server-api-version';

/** `principals/NAME` for whoever administers the organisation, signed as everything else is. */
export function principalRoutes(deps: ChefDeps, guard: ChefGuard): FastifyPluginAsync {
  return async (app) => {
    app.get(PATH, { ...guard({ mayAsk: mayAdminister }), schema: GET_PRINCIPAL }, showPrincipals(deps));
  };
}

/** The same for a push server beside this Chef server: it signs nothing, so nobody else may reach it. Source: protocol §11. */
export function unsignedPrincipalRoutes(deps: ChefDeps): FastifyPluginAsync {
  return async (app) => {
    app.get(PATH, showPrincipals(deps));
  };
}

function showPrincipals({ access }: ChefDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const [org, name] = [orgOf(request), param(request, 'principal')];
    const asked = askedVersion(request);
    const version = Math.min(asked, MAX_VERSION);
    reply.header(VERSION_HEADER, versionHeader(asked, version));
    if ((await access.organisation(org)) === undefined) {
      return notFound(reply, 'org', `Cannot find org ${org}`);
    }
    const principals = (await access.candidates(org, name)).map((one) => principalBody(org, one));
    const [first] = principals;
    if (first === undefined) return notFound(reply, 'principal', `Cannot find principal ${name}`);
    return sendJson(reply, 200, version >= 1 ? { principals } : first);
  };
}

/** A request without the header, or with one that names no version, is of the first. */
function askedVersion({ headers }: FastifyRequest): number {
  const text = String(headers[VERSION_HEADER] ?? '');
  return /^\d{1,6}$/.test(text) ? Number(text) : MIN_VERSION;
}

/** JSON as text, and every version in it a string, as a Chef server has it. */
function versionHeader(asked: number, version: number): string {
  return JSON.stringify({
    min_version: String(MIN_VERSION),
    max_version: String(MAX_VERSION),
    request_version: String(asked),
    response_version: String(version),
  });
}

function notFound(reply: FastifyReply, what: 'org' | 'principal', text: string): FastifyReply {
  return sendJson(reply, 404, { not_found: what, error: [text] });
}

function principalBody(org: string, { name, kind, key, associated }: KeyedPrincipal) {
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
