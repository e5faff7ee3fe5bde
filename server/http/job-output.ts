import type { FastifyPluginAsync } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf, param } from './params.ts';
import { GET_OUTPUT } from './schemas/jobs.ts';

const BYTES = 'application/octet-stream';

/** `jobs/ID/output/NODE/CHANNEL`: byte for byte what the command wrote. Source: seeds, jobs/ID/output; protocol §2. */
export function jobOutputRoutes({ jobs }: HttpDeps, guard: GuardMaker): FastifyPluginAsync {
  return async (app) => {
    for (const channel of ['stdout', 'stderr'] as const) {
      const options = { ...guard({ mayAsk: mayRead, gives: [BYTES] }), schema: GET_OUTPUT[channel] };
      app.get(`/jobs/:id/output/:node/${channel}`, options, async (request, reply) => {
        const node = param(request, 'node');
        const output = await jobs.output(orgOf(request), param(request, 'id'), node, channel);
        if (output === undefined) throw refusal('no_output', node);
        return reply.header('content-type', BYTES).send(output);
      });
    }
  };
}
