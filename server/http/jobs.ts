import type { ServerResponse } from 'node:http';
import pLimit from 'p-limit';
import type { JobPage, JobRequest } from '../job/job-record.ts';
import { isInProgress } from '../job/job-state.ts';
import { jobHome } from '../quirks/any-organisation-reads.ts';
import { jobUriOf } from '../quirks/forwarded-proto-verbatim.ts';
import { jobReading } from '../quirks/job-body.ts';
import { jobStarter } from '../quirks/job-starter.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import { type GuardMaker, organisationOf, verified } from './guard.ts';
import { jobPageIn, pageLinks } from './job-page.ts';
import { processGarbage } from './large-garbage.ts';
import { mayRead, mayStartJobs } from './may-ask.ts';
import { orgOf, queryValue } from './params.ts';
import { RecentAnswers } from './recent-answers.ts';
import { jsonBytes, sendJson, sendJsonBytes, uriOf } from './reply.ts';
import { CANCEL_JOB, GET_JOB, GET_JOBS, POST_JOBS } from './schemas/jobs.ts';
import type { TypedRoutes } from './schemas/schema-types.ts';
import { SharedMakings } from './shared-making.ts';
import { StartLine, startingBytes } from './start-line.ts';
import { unvalidated } from './validation.ts';

/** Of jobs as they were shown last. */
const MOST_RECENT_BYTES = 4 * 1_048_576;

/** The stamp of a job that is over and not in memory: it is never shown otherwise again. */
const ENDED = 'ended';

/** `jobs` and `jobs/ID`. Source: seeds, jobs; protocol §2. */
export function jobRoutes(
  { jobs, dialect, quirks, timings, metrics, bounds, validation }: HttpDeps,
  guard: GuardMaker,
): TypedRoutes {
  const uriFor = jobUriOf(quirks);
  const start = jobStarter(jobs, quirks);
  const home = jobHome(jobs, quirks);
  const nodeBound = { most: timings.maxJobNodes, onMet: () => bounds.met('names') };
  const line = new StartLine({
    maxBytes: timings.maxStartingBytes,
    onWait: () => bounds.met('starting'),
    // of what it is said to take, about half is in V8's hands
    onEnd: (bytes) => processGarbage.left(bytes / 2),
  });
  metrics.gauge('starting_bytes', 'Bytes that jobs take which are being started.', undefined, () => [
    ['', line.bytes],
  ]);
  metrics.gauge('jobs_waiting', 'Jobs that wait until others have been started.', undefined, () => [
    ['', line.waiting],
  ]);
  const takesTurn = (body: Buffer, response: ServerResponse) =>
    line.enter(startingBytes(body, timings.maxJobNodes), response);
  const lists = new SharedMakings<Buffer>();
  const pages = new SharedMakings<{ readonly bytes: Buffer; readonly last: string | undefined }>();
  /** There are as many pages as clients can name, and one may be large: in the making there is one at a time. */
  const pageTurns = pLimit(1);
  const shown = new SharedMakings<Buffer | undefined>();
  const recent = new RecentAnswers(MOST_RECENT_BYTES);

  /** All jobs or a page of them, and of a page the id of its last job where more follow. */
  async function list(org: string, page?: JobPage): Promise<{ body: unknown; last: string | undefined }> {
    // one more than are shown tells whether more follow
    const asked = page && { ...page, limit: page.limit + 1 };
    const cut = <J>(all: readonly J[], idOf: (job: J) => string) => {
      const shown = all.slice(0, page?.limit);
      const last = shown.at(-1);
      return { shown, last: last !== undefined && all.length > shown.length ? idOf(last) : undefined };
    };
    const shape = dialect.jobList;
    if (shape.of === 'ids') {
      const { shown, last } = cut(await jobs.ids(org, asked), (id) => id);
      return { body: shape.body(shown), last };
    }
    const { shown, last } = cut(await jobs.list(org, asked), ({ id }) => id);
    return { body: shape.body(shown), last };
  }

  async function show(
    key: string,
    org: string,
    id: string,
    includeFile: boolean,
  ): Promise<Buffer | undefined> {
    const stamp = jobs.stamp(org, id) ?? ENDED;
    const known = recent.find(key, stamp);
    if (known !== undefined) return known;
    const job = await jobs.get(org, id);
    if (job === undefined) return undefined;
    const bytes = jsonBytes(dialect.job(job, { includeFile }));
    // one that is being stored is neither in memory nor over
    if (stamp !== ENDED || !isInProgress(job.status)) recent.add(key, stamp, bytes);
    return bytes;
  }

  return async (app) => {
    app.get('/jobs', { ...guard({ mayAsk: mayRead }), schema: GET_JOBS }, async (request, reply) => {
      const org = orgOf(request);
      const page = jobPageIn(request);
      if (page !== undefined) {
        const { bytes, last } = await pages.get(JSON.stringify([org, page]), () =>
          pageTurns(async () => {
            const made = await list(org, page);
            return { bytes: jsonBytes(made.body), last: made.last };
          }),
        );
        const link = pageLinks(uriOf(request, 'organizations', org, 'pushy', 'jobs'), page, last);
        return sendJsonBytes(reply.header('link', link), 200, bytes);
      }
      return sendJsonBytes(reply, 200, await lists.get(org, async () => jsonBytes((await list(org)).body)));
    });

    app.post(
      '/jobs',
      {
        ...guard({ mayAsk: mayStartJobs, takesTurn, ...jobReading(quirks, nodeBound, validation) }),
        schema: POST_JOBS,
        validatorCompiler: unvalidated,
      },
      async (request, reply) => {
        const { asker, json, content, endTurn } = verified(request);
        const organisation = organisationOf(request);
        if (json === undefined) throw new Error('a job without a body was let through');
        const jobAt = (id: string) => uriFor(request, organisation.name, id);
        const { id } = await start(organisation, asker.name, content as JobRequest, json, jobAt);
        endTurn?.();
        const uri = jobAt(id);
        return sendJson(reply.header('location', uri), 201, dialect.createdJob({ id, uri }));
      },
    );

    app.post(
      '/jobs/:id/cancel',
      { ...guard({ mayAsk: mayStartJobs }), schema: CANCEL_JOB },
      async (request, reply) => {
        const { org, id } = request.params;
        const cancelled = await jobs.cancel(org, id, verified(request).asker.name);
        const job = await jobs.get(org, id);
        if (job === undefined) throw refusal('unknown_job', id);
        if (!cancelled) throw refusal('job_over', id, job.status);
        return sendJson(reply, 200, dialect.job(job, { includeFile: false }));
      },
    );

    app.get('/jobs/:id', { ...guard({ mayAsk: mayRead }), schema: GET_JOB }, async (request, reply) => {
      const { id } = request.params;
      const org = await home(request);
      const includeFile = queryValue(request, 'include_file') === 'true';
      const key = JSON.stringify([org, id, includeFile]);
      const body = await shown.get(key, () => show(key, org, id, includeFile));
      if (body === undefined) throw refusal('unknown_job', id);
      return sendJsonBytes(reply, 200, body);
    });
  };
}
