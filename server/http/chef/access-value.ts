import type { AccessResult } from '../../access/result.ts';
import { type HttpRefusal, refusal } from '../errors.ts';

/** What a Chef server calls the things that it manages. */
export type ObjectKind = 'Organization' | 'User' | 'Client' | 'Group' | 'Association';

/** The value of a change that was made; throws the refusal of one that was not. */
export function accessValue<T>(kind: ObjectKind, result: AccessResult<T>): T {
  if (result.ok) return result.value;
  const refusals: Readonly<Record<typeof result.reason, () => HttpRefusal>> = {
    invalid: () => refusal('invalid_object', result.message),
    exists: () => refusal('already_exists', kind),
    unknown: () => refusal('unknown_object', result.message),
    protected: () => refusal('protected_object', result.message),
  };
  throw refusals[result.reason]();
}

/** What was looked up; throws the refusal of what is not there. */
export function found<T>(kind: ObjectKind, name: string, value: T | undefined): T {
  if (value === undefined) throw refusal('unknown_object', `${kind} '${name}' does not exist.`);
  return value;
}
