import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './deps.ts';

/** How knife calls itself: `Chef Knife/16.18`, `Chef Infra Client Knife/18.5`. */
const KNIFE = /\bknife\//i;

/**
 * Says once that knife asks a server in the `documented` dialect: it takes every job that succeeded there for a failure, and shows no
 * node's state. Source: protocol §2 and §9.
 */
export function noticePlugin(
  app: FastifyInstance,
  { dialect, log }: Pick<HttpDeps, 'dialect' | 'log'>,
): void {
  if (dialect.name !== 'documented') return;
  let isTold = false;
  app.addHook('onResponse', (request, reply, done) => {
    const agent = request.headers['user-agent'];
    if (!isTold && reply.statusCode < 400 && agent !== undefined && KNIFE.test(agent)) {
      isTold = true;
      log.warn(
        { url: request.url },
        'knife asks, and takes jobs of the documented dialect for failed: serve with --dialect pushy-server',
      );
    }
    done();
  });
}
