import type { KeyObject } from 'node:crypto';
import type { PrincipalKind } from '../store/store.ts';

/** Who asks, once the signature is verified. */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly name: string;
  /** May do everything in every organisation, though associated with none. */
  readonly superuser: boolean;
  /** Belongs to the organisation that was asked about: a client of it, or a user associated with it. */
  readonly associated: boolean;
}

/** Somebody who may have signed a request: a user and a client can share a name, so there may be two. */
export interface Candidate extends Principal {
  readonly key: KeyObject;
}
