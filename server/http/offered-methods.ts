import type { FastifyInstance, HTTPMethods } from 'fastify';
import { HttpRefusal, REFUSALS, refusal } from './errors.ts';

/** Every method that some route offers. */
const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/** Refuses what no route takes: 405 where the path is known under another method, else 404. Before all other checks. */
export function refuseUnoffered(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404) return done();
    const { method, url } = request;
    const offered = METHODS.filter((known) => app.findRoute({ method: known, url }) !== null);
    if (offered.length === 0) return done(refusal('unknown_path', url.split('?')[0] ?? url));
    return done(
      new HttpRefusal('method_not_allowed', REFUSALS.method_not_allowed.text(method), {
        allow: offered.join(', '),
      }),
    );
  });
}
