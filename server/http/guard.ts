import type { FastifyRequest } from 'fastify';
import type { Candidate } from '../access/principal.ts';
import type { Organisation } from '../store/store.ts';
import { accepts } from './accept.ts';
import type { HttpDeps } from './deps.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { type JsonBody, type NotJson, readJson } from './json-body.ts';
import type { MayAsk } from './may-ask.ts';
import { readBody } from './read-body.ts';
import { authenticate, type Signers } from './signers.ts';

/** What a route asks of a request before it is handled. */
export interface RouteRules {
  readonly mayAsk: MayAsk;
  /** The media types that it can answer with, JSON by default. */
  readonly gives?: readonly string[];
  /** It takes a JSON body; what is none is refused with this code. */
  readonly takesJson?: NotJson;
  /** What is looked at before the signature: throws a refusal. */
  readonly checkFirst?: (request: FastifyRequest) => void;
}

/** What a guard has found out about a request that it lets through. */
export interface Verified {
  /** Who signed, and may ask. */
  readonly asker: Candidate;
  /** That of the path, where it names one. */
  readonly organisation: Organisation | undefined;
  /** Where the route takes one. */
  readonly json: JsonBody | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard before the route. */
    verified: Verified | undefined;
  }
}

const JSON_TYPE: readonly string[] = ['application/json'];

/** Makes the guard of a route. */
export type GuardMaker = (rules: RouteRules) => { onRequest(request: FastifyRequest): Promise<void> };

/**
 * Guards check, in this order: the size (path and method have been), authentication, membership of the organisation,
 * permission, what may be answered, and that the body is JSON where one is taken. Source: protocol §1.
 */
export function createGuards({ access, clock }: Pick<HttpDeps, 'access' | 'clock'>): GuardMaker {
  return ({ mayAsk, gives = JSON_TYPE, takesJson, checkFirst }) => ({
    async onRequest(request) {
      const { raw, headers } = request;
      const body = await readBody(raw);
      checkFirst?.(request);
      const { org } = request.params as { readonly org?: string };
      const signed = await authenticate({ access, clock }, raw, body, org);
      const asker = await firstPermitted(belonging(signed), (signer) => mayAsk(access, signer, request));
      if (!accepts(headers.accept, gives)) throw refusal('not_acceptable', gives.join(' or '));
      const json = takesJson && readJson(headers, body, takesJson);
      request.verified = { asker, organisation: signed.organisation, json };
    },
  });
}

/** Those who may act in the organisation at all; throws where there is none. */
function belonging({ signers, organisation }: Signers): readonly Candidate[] {
  if (organisation === undefined) return signers;
  const those = signers.filter(({ associated, superuser }) => associated || superuser);
  if (those.length === 0) throw refusal('not_associated', nameOf(signers), organisation.name);
  return those;
}

async function firstPermitted(
  signers: readonly Candidate[],
  mayAsk: (signer: Candidate) => Promise<HttpRefusal | undefined>,
): Promise<Candidate> {
  let why: HttpRefusal | undefined;
  for (const signer of signers) {
    const refused = await mayAsk(signer);
    if (refused === undefined) return signer;
    why ??= refused;
  }
  throw why ?? refusal('not_permitted', nameOf(signers));
}

function nameOf([first]: readonly Candidate[]): string {
  return first?.name ?? '';
}

/** What the guard before a route found out. */
export function verified(request: FastifyRequest): Verified {
  if (request.verified === undefined) throw new Error(`no guard before ${request.method} ${request.url}`);
  return request.verified;
}

/** The organisation of the path; the route is known to name one. */
export function organisationOf(request: FastifyRequest): Organisation {
  const { organisation } = verified(request);
  if (organisation === undefined) throw new Error(`no organisation in ${request.url}`);
  return organisation;
}
