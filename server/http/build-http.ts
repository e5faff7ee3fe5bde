import type { FastifyInstance } from 'fastify';
import { guardPolicy } from '../quirks/guard-policy.ts';
import { answerNotModified } from '../quirks/not-modified.ts';
import { newApp } from './app.ts';
import { chefRoutes } from './chef/chef-routes.ts';
import { tellWrongMethods } from './config-refusals.ts';
import { Pace } from './connections/pace.ts';
import type { HttpDeps } from './deps.ts';
import { diagnosisRoutes } from './diagnosis.ts';
import { jsonErrors } from './error-body.ts';
import { errorHandler } from './error-handler.ts';
import { EventStreams } from './event-stream/event-streams.ts';
import { FeedWatch } from './event-stream/feed-watch.ts';
import { createGuards } from './guard.ts';
import { jobFeedRoutes } from './job-feed.ts';
import { jobOutputRoutes } from './job-output.ts';
import { jobRoutes } from './jobs.ts';
import { metricsRoutes } from './metrics.ts';
import { nodeConfigRoutes } from './node-config.ts';
import { nodeStateRoutes } from './node-states.ts';
import { collectSchemas, openApiRoutes } from './openapi.ts';
import { orgFeedRoutes } from './org-feed.ts';
import { PUSHY_PATH } from './paths.ts';
import { isAssociatedOrSuperuser } from './permitted.ts';
import { noticePlugin } from './plugin-notice.ts';
import { newBodyReader } from './read-body.ts';
import { statusRoutes } from './status.ts';
import { traceRoutes } from './trace.ts';
import { RequestWatch } from './watch-requests.ts';

/** How long a request, or a reader of a stream, may take to end when the server stops. */
const CLOSE_GRACE_MS = 3_000;

/** The whole REST interface of a push server, not listening yet. Closing it ends the streams of its readers. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const pace = new Pace();
  const app = newApp(deps, pace);
  const bodies = newBodyReader(deps);
  const watch = new RequestWatch(deps.watching);
  const streams = new EventStreams({
    ...deps,
    ...deps.timings,
    pace,
    rights: deps.feedRights,
    watch: new FeedWatch(deps.watching),
    onOpened: (response, contentType) => watch.streams(response, contentType),
    onCutOff: (feed, cutOff) =>
      deps.bounds.met(cutOff.reason === 'too_much_kept' ? 'feeds' : 'readers', { feed, ...cutOff }, feed),
  });
  deps.metrics.gauge('feed_readers', 'Readers of feeds.', undefined, () => [['', streams.size]]);
  deps.metrics.gauge(
    'feed_bytes',
    'Bytes that are kept for readers of feeds that are behind.',
    undefined,
    () => [['', streams.keptBytes]],
  );
  app.addHook('preClose', async () => {
    streams.stop();
    const timer = deps.clock.after(CLOSE_GRACE_MS, () => app.server.closeAllConnections());
    app.server.once('close', () => timer.cancel());
  });

  if (deps.dialect.isDescribed) {
    const routes = collectSchemas(app);
    app.register(openApiRoutes(routes));
  }
  const { quirks, managed } = deps;
  const policy = guardPolicy(quirks);
  const guard = createGuards({ ...deps, bodies }, policy);
  if (quirks.has('not-modified')) answerNotModified(app);
  noticePlugin(app, deps);
  tellWrongMethods(app, deps);
  app.register(statusRoutes(deps, policy));
  app.register(metricsRoutes(deps, pace));
  app.register(jobRoutes(deps, guard), { prefix: PUSHY_PATH });
  app.register(jobOutputRoutes(deps, guard), { prefix: PUSHY_PATH });
  app.register(jobFeedRoutes(deps, guard, streams), { prefix: PUSHY_PATH });
  app.register(orgFeedRoutes(deps, guard, streams), { prefix: PUSHY_PATH });
  app.register(nodeStateRoutes(deps, guard), { prefix: PUSHY_PATH });
  app.register(nodeConfigRoutes(deps, guard), { prefix: PUSHY_PATH });
  app.register(diagnosisRoutes(deps, guard), { prefix: PUSHY_PATH });
  const wider = createGuards({ ...deps, bodies }, { ...policy, belongs: isAssociatedOrSuperuser });
  app.register(traceRoutes(deps, wider, streams), { prefix: PUSHY_PATH });
  if (managed !== undefined) {
    // quirks are the push server's; the Chef server beside it has none
    app.register(async (chef) => {
      chef.setErrorHandler(errorHandler(deps, jsonErrors));
      chef.register(chefRoutes({ access: managed, clock: deps.clock, bodies }));
    });
  }
  await app.ready();
  return app;
}
