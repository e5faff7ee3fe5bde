/**
 * Why a change of organisations, principals or groups is refused: `invalid` input, a name that `exists` already,
 * something `unknown`, or something `protected` that the server cannot do without.
 */
export type AccessRefusal = 'invalid' | 'exists' | 'unknown' | 'protected';

export interface Refused {
  readonly ok: false;
  readonly reason: AccessRefusal;
  /** One sentence for the asker. */
  readonly message: string;
}

export type AccessResult<T> = { readonly ok: true; readonly value: T } | Refused;

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(reason: AccessRefusal, message: string): Refused {
  return { ok: false, reason, message };
}
