import { GUARD_POLICY, type GuardPolicy } from '../http/guard-policy.ts';
import { acceptsStrictly } from './accept-strictly.ts';
import type { ServerQuirks } from './choose-quirks.ts';
import { jobUriOf } from './forwarded-proto-verbatim.ts';
import { holdEndless } from './groups-in-a-circle.ts';
import { undeclaredWithLocation } from './location-of-nothing.ts';
import { orderOfChecks } from './order-of-checks.ts';
import { signingRules } from './signing.ts';

/** How a server with these quirks looks at requests. */
export function guardPolicy(quirks: ServerQuirks): GuardPolicy {
  return {
    ...GUARD_POLICY,
    order: orderOfChecks(quirks),
    signing: signingRules(quirks),
    ...(quirks.has('accept-strictly') && { accepts: acceptsStrictly }),
    ...(quirks.has('groups-in-a-circle') && { hold: holdEndless }),
    ...(quirks.has('location-of-nothing') && { undeclared: undeclaredWithLocation(jobUriOf(quirks)) }),
  };
}
