import { jobHome } from '../quirks/any-organisation-reads.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import { readExampleAs } from './example-types.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { GET_OUTPUT } from './schemas/jobs.ts';
import type { TypedRoutes } from './schemas/schema-types.ts';

const BYTES = 'application/octet-stream';

/** `jobs/ID/output/NODE/CHANNEL`: what the command wrote, as far as it is UTF-8. Source: seeds, jobs/ID/output; protocol §2. */
export function jobOutputRoutes({ jobs, dialect, quirks }: HttpDeps, guard: GuardMaker): TypedRoutes {
  const home = jobHome(jobs, quirks);
  return async (app) => {
    const guarded = guard({ mayAsk: mayRead, gives: [BYTES] });
    const onRequest = [readExampleAs(BYTES, dialect), guarded.onRequest];
    for (const channel of ['stdout', 'stderr'] as const) {
      const options = { onRequest, schema: GET_OUTPUT[channel] };
      app.get(`/jobs/:id/output/:node/${channel}`, options, async (request, reply) => {
        const { id, node } = request.params;
        const output = await jobs.output(await home(request), id, node, channel);
        if (output === undefined) throw refusal('no_output', node);
        return reply.header('content-type', BYTES).send(output);
      });
    }
  };
}
