import type { KeyObject } from 'node:crypto';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';

/** Who asks, once the signature is verified. */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly name: string;
  /**
   * Manages organisations, principals and groups everywhere, as the Chef server's superuser does, and has no right to
   * jobs, nodes and feeds of an organisation that it is not associated with. Source: protocol §1.
   */
  readonly superuser: boolean;
  /** Belongs to the organisation that was asked about: a client of it, or a user associated with it. */
  readonly associated: boolean;
}

/** Somebody who may have signed a request: a user and a client can share a name, so there may be two. */
export interface KeyedPrincipal extends Principal {
  readonly key: KeyObject;
}
