import type { FastifyPluginAsync } from 'fastify';
import type { ManagedAccess } from '../../access/access.ts';
import { createGuards, type GuardDeps } from '../guard.ts';
import { GUARD_POLICY } from '../guard-policy.ts';
import { ORGANISATION } from '../paths.ts';
import { isAssociatedOrSuperuser } from '../permitted.ts';
import { associationRoutes } from './associations.ts';
import { clientRoutes } from './clients.ts';
import type { ChefDeps } from './deps.ts';
import { groupRoutes } from './groups.ts';
import { organisationRoutes } from './organisations.ts';
import { principalRoutes } from './principals.ts';
import { userRoutes } from './users.ts';

/** What a push server needs of a Chef server beside it: organisations, users, clients and groups, to be asked and changed. */
export function chefRoutes(deps: ChefDeps & GuardDeps<ManagedAccess>): FastifyPluginAsync {
  const guard = createGuards(deps, { ...GUARD_POLICY, belongs: isAssociatedOrSuperuser });
  return async (app) => {
    app.register(organisationRoutes(deps, guard));
    app.register(userRoutes(deps, guard));
    app.register(associationRoutes(deps, guard), { prefix: ORGANISATION });
    app.register(clientRoutes(deps, guard), { prefix: ORGANISATION });
    app.register(groupRoutes(deps, guard), { prefix: ORGANISATION });
    app.register(principalRoutes(deps, guard), { prefix: ORGANISATION });
  };
}
