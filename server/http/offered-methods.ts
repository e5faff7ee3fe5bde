import type { FastifyInstance, HTTPMethods } from 'fastify';
import { HttpRefusal, REST_REFUSALS, refusal } from './errors.ts';

/** What is said of a method that no route takes at a path. */
export interface MethodRules {
  /** Every method that some route offers, in the order in which `Allow` names them. */
  readonly offered: readonly HTTPMethods[];
  /** The refusal of what is asked with this method, whatever the path offers; none where that decides. */
  readonly refused: (method: string) => HttpRefusal | undefined;
}

export const METHOD_RULES: MethodRules = {
  offered: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  refused: () => undefined,
};

/** Refuses what no route takes: 405 where the path is known under another method, else 404. Before all other checks. */
export function refuseUnoffered(app: FastifyInstance, { offered, refused }: MethodRules): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404) return done();
    const { method, url } = request;
    const here = offered.filter((known) => app.findRoute({ method: known, url }) !== null);
    if (here.length === 0) return done(refusal('unknown_path', url.split('?')[0] ?? url));
    const allow = here.join(', ');
    const text = REST_REFUSALS.method_not_allowed.text(method);
    return done(refused(method) ?? new HttpRefusal('method_not_allowed', text, { headers: { allow } }));
  });
}
