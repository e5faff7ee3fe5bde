import { refusal } from '../http/errors.ts';
import type { MethodRules } from '../http/offered-methods.ts';

/** What the shipped server's HTTP library knows at all. */
const KNOWN: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'OPTIONS'];

/** Quirk `no-head`: HEAD is offered nowhere, and PATCH is no method that the server knows. Source: protocol §10. */
export const WITHOUT_HEAD: MethodRules = {
  offered: ['POST', 'GET', 'PUT', 'DELETE'],
  refused: (method) => (KNOWN.includes(method) ? undefined : refusal('method_not_known', method)),
};
