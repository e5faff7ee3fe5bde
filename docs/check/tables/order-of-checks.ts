import { type GuardCheck, ORDER_OF_CHECKS } from '../../../server/http/order-of-checks.ts';
import type { MarkdownTable } from './markdown.ts';

const CHECKS: Readonly<Record<GuardCheck, string>> = {
  size: 'the declared size of the body (413)',
  claim: 'the headers of the signature: present, version, timestamp, clock (400, 401)',
  first: '`ccpk`, of a request for a configuration (400, 401)',
  signature: 'the name, the organization, the signature (401, 404)',
  membership: 'whether the sender is in the organization (403)',
  permission: 'permission (403)',
  accept: '`Accept` (406)',
  declaration: '`Content-Type` (415)',
  read: 'the body is read (413, where its size was not declared; 503, where there is no room for it)',
  digest: 'whether `X-Ops-Content-Hash` is of this body (401)',
  body: 'the body (400)',
};

/** What is looked at, one after the other. */
export function orderOfChecksTable(): MarkdownTable {
  const checks = ['the path (404), then the method (405)', ...ORDER_OF_CHECKS.map((check) => CHECKS[check])];
  return [['', 'check'], ...checks.map((check, index) => [String(index + 1), check])];
}
