import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../protocol/time/clock.ts';
import type { KeyedPrincipal } from '../access/principal.ts';
import type { Organisation } from '../store/store.ts';
import type { RequestRules } from '../trace/request-entry.ts';
import { accepts } from './accept.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { type GuardCheck, ORDER_OF_CHECKS } from './order-of-checks.ts';
import { isAssociated } from './permitted.ts';
import { SIGNING_RULES, type SigningRules } from './signers.ts';

/** How guards look at requests. */
export interface GuardPolicy {
  /** Who may ask about an organisation at all. */
  readonly belongs: (asker: KeyedPrincipal) => boolean;
  readonly order: readonly GuardCheck[];
  readonly signing: SigningRules;
  /** Whether an `Accept` header allows one of these media types. */
  readonly accepts: (accept: string | undefined, types: readonly string[]) => boolean;
  /** The refusal of a body that is not declared as JSON. */
  readonly undeclared: (request: FastifyRequest, organisation: Organisation | undefined) => HttpRefusal;
  /** Waits for the answer about permissions. */
  readonly hold: <T>(permitted: Promise<T>, request: FastifyRequest, clock: Clock) => Promise<T>;
}

/** What guards of this policy take for signed, for those who want to see it. */
export function requestRules({ order, signing }: GuardPolicy): RequestRules {
  return { ...signing, bodyFirst: order.indexOf('read') < order.indexOf('signature') };
}

/** As the protocol says. Source: protocol §1. */
export const GUARD_POLICY: GuardPolicy = {
  belongs: isAssociated,
  order: ORDER_OF_CHECKS,
  signing: SIGNING_RULES,
  accepts,
  undeclared: () => refusal('not_declared_json'),
  hold: (permitted) => permitted,
};
