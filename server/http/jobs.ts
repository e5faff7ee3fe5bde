import type { FastifyPluginAsync } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import { type GuardMaker, organisationOf, verified } from './guard.ts';
import { jobRequest, refuseJobBody, type SchemaError } from './job-request.ts';
import { mayRead, mayStartJobs } from './may-ask.ts';
import { orgOf, param, queryValue } from './params.ts';
import { sendJson, uriOf } from './reply.ts';
import type { JobRequestBody } from './schemas/job-request.ts';
import { GET_JOB, GET_JOBS, POST_JOBS } from './schemas/jobs.ts';

/** `jobs` and `jobs/ID`. Source: seeds, jobs; protocol §2. */
export function jobRoutes({ jobs, dialect }: HttpDeps, guard: GuardMaker): FastifyPluginAsync {
  return async (app) => {
    app.get('/jobs', { ...guard({ mayAsk: mayRead }), schema: GET_JOBS }, async (request, reply) => {
      const org = orgOf(request);
      const shape = dialect.jobList;
      const body = shape.of === 'ids' ? shape.body(await jobs.ids(org)) : shape.body(await jobs.list(org));
      return sendJson(reply, 200, body);
    });

    app.post(
      '/jobs',
      {
        ...guard({ mayAsk: mayStartJobs, takesJson: 'job_not_json' }),
        schema: POST_JOBS,
        schemaErrorFormatter: ([first]) => refuseJobBody(first as SchemaError),
      },
      async (request, reply) => {
        const { asker, json } = verified(request);
        const asked = jobRequest(request.body as JobRequestBody, json?.text ?? '');
        const organisation = organisationOf(request);
        const { id } = await jobs.start(organisation, asker.name, asked);
        const uri = uriOf(request, 'organizations', organisation.name, 'pushy', 'jobs', id);
        return sendJson(reply.header('location', uri), 201, dialect.createdJob({ id, uri }));
      },
    );

    app.get('/jobs/:id', { ...guard({ mayAsk: mayRead }), schema: GET_JOB }, async (request, reply) => {
      const id = param(request, 'id');
      const job = await jobs.get(orgOf(request), id);
      if (job === undefined) throw refusal('unknown_job', id);
      const includeFile = queryValue(request, 'include_file') === 'true';
      return sendJson(reply, 200, dialect.job(job, { includeFile }));
    });
  };
}
