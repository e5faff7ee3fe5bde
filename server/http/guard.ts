import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Access } from '../access/access.ts';
import type { KeyedPrincipal } from '../access/principal.ts';
import type { SignedRequest } from '../broker/entry/used-signatures.ts';
import type { Organisation } from '../store/store.ts';
import { refusal } from './errors.ts';
import type { GuardPolicy } from './guard-policy.ts';
import { GUARD_POLICY } from './guard-policy.ts';
import { isDeclaredJson, type JsonBody, type NotJson, readJson } from './json-body.ts';
import type { MayAsk } from './may-ask.ts';
import type { GuardCheck } from './order-of-checks.ts';
import { belonging, firstPermitted } from './permitted.ts';
import { type BodyReader, checkDeclaredSize } from './read-body.ts';
import { type Claim, claimed, claimIn, type Signers, signersOf, signsBody } from './signers.ts';
import type { LeaveLine } from './start-line.ts';

/** What a route asks of a request before it is handled. */
export interface RouteRules<A extends Access = Access> {
  readonly mayAsk: MayAsk<A>;
  /** The media types that it can answer with, JSON by default. */
  readonly gives?: readonly string[];
  /** It takes a JSON body; what is none is refused with this code. */
  readonly takesJson?: NotJson;
  /** Reads a JSON body any further than its schema does: throws a refusal. */
  readonly readContent?: (json: JsonBody) => unknown;
  /** A JSON body is parsed when this says that it is the request's turn, and not before. */
  readonly takesTurn?: (body: Buffer, response: ServerResponse) => Promise<LeaveLine>;
  /** What is looked at before the signature: throws a refusal. */
  readonly checkFirst?: (request: FastifyRequest) => void;
}

/** What a guard has found out about a request that it lets through. */
export interface VerifiedRequest {
  /** Who signed, and may ask. */
  readonly asker: KeyedPrincipal;
  /** That of the path, where it names one. */
  readonly organisation: Organisation | undefined;
  /** Where the route takes one. */
  readonly json: JsonBody | undefined;
  /** What the route has read of it. */
  readonly content: unknown;
  /** Ends the request's turn, where the route has turns. */
  readonly endTurn: LeaveLine | undefined;
  /** What it was signed with. */
  readonly signed: SignedRequest;
  /** `access.changes` when it was begun to find this out. */
  readonly asOf: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard before the route. */
    verified: VerifiedRequest | undefined;
  }
}

const JSON_TYPE: readonly string[] = ['application/json'];

/** Makes the guard of a route. */
export type GuardMaker<A extends Access = Access> = (rules: RouteRules<A>) => {
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>;
};

/** A request while it is checked: each check adds what it finds. */
interface Inquiry {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Undefined before it is read. */
  body?: Buffer;
  claim?: Claim;
  signed?: Signers;
  /** Of those who signed, the ones that may act in the organisation. */
  members?: readonly KeyedPrincipal[];
  asker?: KeyedPrincipal;
  json?: JsonBody | undefined;
  content?: unknown;
  endTurn?: LeaveLine | undefined;
}

type Checks = Readonly<Record<GuardCheck, (inquiry: Inquiry) => Promise<void> | void>>;

/** What guards work with. */
export interface GuardDeps<A extends Access = Access> {
  readonly access: A;
  readonly clock: Clock;
  readonly bodies: BodyReader;
}

/** Guards look at a request in the order of their policy, and throw the first refusal. Source: protocol §1. */
export function createGuards<A extends Access>(
  deps: GuardDeps<A>,
  policy: GuardPolicy = GUARD_POLICY,
): GuardMaker<A> {
  return (rules) => {
    const checks = checksOf(rules, deps, policy);
    const order = policy.order.map((name) => checks[name]);
    return {
      async onRequest(request, reply) {
        const asOf = deps.access.changes;
        const inquiry: Inquiry = { request, reply };
        for (const check of order) {
          const checking = check(inquiry);
          if (checking !== undefined) await checking;
        }
        request.verified = {
          asker: known(inquiry.asker),
          organisation: known(inquiry.signed).organisation,
          json: inquiry.json,
          content: inquiry.content,
          endTurn: inquiry.endTurn,
          signed: signedIn(known(inquiry.claim)),
          asOf,
        };
      },
    };
  };
}

function checksOf<A extends Access>(
  { mayAsk, gives = JSON_TYPE, takesJson, readContent, takesTurn, checkFirst }: RouteRules<A>,
  { access, clock, bodies }: GuardDeps<A>,
  { belongs, signing, accepts, undeclared, hold }: GuardPolicy,
): Checks {
  return {
    size: ({ request }) => checkDeclaredSize(request.headers),
    first: ({ request }) => checkFirst?.(request),
    claim: (inquiry) => {
      inquiry.claim = claimIn(inquiry.request.headers, clock.now(), signing);
    },
    signature: async (inquiry) => {
      const { request, body } = inquiry;
      const { org } = request.params as { readonly org?: string };
      inquiry.signed = await signersOf(access, known(inquiry.claim), request.raw, body, org, signing);
    },
    membership: (inquiry) => {
      inquiry.members = belonging(known(inquiry.signed), belongs);
    },
    permission: async (inquiry) => {
      const { request, members } = inquiry;
      const permitted = firstPermitted(known(members), (signer) => mayAsk(access, signer, request));
      inquiry.asker = await hold(permitted, request, clock);
    },
    accept: ({ request }) => {
      if (!accepts(request.headers.accept, gives)) throw refusal('not_acceptable', gives.join(' or '));
    },
    declaration: ({ request, signed }) => {
      if (takesJson === undefined || isDeclaredJson(request.headers)) return;
      throw undeclared(request, signed?.organisation);
    },
    read: async (inquiry) => {
      const { bytes, giveBack } = await bodies.read(inquiry.request.raw);
      finished(inquiry.reply.raw, giveBack);
      inquiry.body = bytes;
    },
    digest: ({ claim, body }) => {
      const stated = known(claim);
      if (!signsBody(stated, known(body), signing)) throw refusal('bad_signature', claimed(stated).userId);
    },
    body: (inquiry) => {
      if (takesJson === undefined) return;
      const body = known(inquiry.body);
      const parse = (endTurn?: LeaveLine) => {
        inquiry.endTurn = endTurn;
        inquiry.json = readJson(body, takesJson);
        inquiry.content = readContent?.(inquiry.json);
      };
      return takesTurn === undefined ? parse() : takesTurn(body, inquiry.reply.raw).then(parse);
    },
  };
}

function signedIn(claim: Claim): SignedRequest {
  if (!claim.ok) throw new Error('a signature that cannot be verified was let through');
  return claim.value;
}

/** What an earlier check has found: the order of checks sees to that. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a check came before one that it builds on');
  return value;
}

/** What the guard before a route found out. */
export function verified(request: FastifyRequest): VerifiedRequest {
  if (request.verified === undefined) throw new Error(`no guard before ${request.method} ${request.url}`);
  return request.verified;
}

/** The organisation of the path; the route is known to name one. */
export function organisationOf(request: FastifyRequest): Organisation {
  const { organisation } = verified(request);
  if (organisation === undefined) throw new Error(`no organisation in ${request.url}`);
  return organisation;
}
