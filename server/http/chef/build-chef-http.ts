import type { FastifyInstance } from 'fastify';
import { newApp } from '../app.ts';
import type { AppDeps } from '../deps.ts';
import { ORGANISATION } from '../paths.ts';
import { newBodyReader } from '../read-body.ts';
import { chefRoutes } from './chef-routes.ts';
import type { ChefDeps } from './deps.ts';
import { unsignedPrincipalRoutes } from './principals.ts';

/** The REST interface of a Chef server without a push server in it, not listening yet. */
export async function buildChefHttp(deps: AppDeps & ChefDeps): Promise<FastifyInstance> {
  const app = newApp(deps);
  app.register(chefRoutes({ ...deps, bodies: newBodyReader(deps) }));
  await app.ready();
  return app;
}

/** What it answers without a signature, not listening yet: to be bound where the push server beside it is alone. */
export async function buildPrincipalsHttp(deps: AppDeps & ChefDeps): Promise<FastifyInstance> {
  const app = newApp(deps);
  app.register(unsignedPrincipalRoutes(deps), { prefix: ORGANISATION });
  await app.ready();
  return app;
}
