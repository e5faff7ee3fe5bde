import type { ManagedAccess } from '../../access/access.ts';
import type { GuardMaker } from '../guard.ts';

/** What the REST interface of a Chef server is built on. */
export interface ChefDeps {
  readonly access: ManagedAccess;
}

/** Its guards, whose questions may look at everything that is managed. */
export type ChefGuard = GuardMaker<ManagedAccess>;
