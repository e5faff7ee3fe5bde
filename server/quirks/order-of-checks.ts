import { type GuardCheck, ORDER_OF_CHECKS } from '../http/order-of-checks.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** The order in which a server with these quirks looks at a request. Source: protocol §10. */
export function orderOfChecks(quirks: ServerQuirks): readonly GuardCheck[] {
  let order = ORDER_OF_CHECKS;
  if (quirks.has('headers-before-size')) order = moved(order, 'claim', 'size');
  // what is signed is the body, whatever the headers state of it
  if (quirks.has('content-hash-unchecked')) order = readBeforeSignature(order);
  if (quirks.has('body-first')) order = moved(readBeforeSignature(order), 'body', 'signature');
  return order;
}

function readBeforeSignature(order: readonly GuardCheck[]): readonly GuardCheck[] {
  return moved(moved(order, 'read', 'signature'), 'digest', 'membership');
}

/** The same order with one check right before another. */
function moved(order: readonly GuardCheck[], check: GuardCheck, before: GuardCheck): readonly GuardCheck[] {
  const others = order.filter((each) => each !== check);
  return others.flatMap((each) => (each === before ? [check, each] : [each]));
}
