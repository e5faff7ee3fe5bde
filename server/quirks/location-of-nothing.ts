import type { FastifyRequest } from 'fastify';
import { HttpRefusal, REST_REFUSALS } from '../http/errors.ts';
import type { JobUri } from '../http/reply.ts';
import { newJobId } from '../job/job-id.ts';
import type { Organisation } from '../store/store.ts';

/** Quirk `location-of-nothing`: a body that is not JSON has an id chosen for the job that it is not. Source: protocol §10. */
export function undeclaredWithLocation(uri: JobUri) {
  return (request: FastifyRequest, organisation: Organisation | undefined): HttpRefusal => {
    const location = organisation && uri(request, organisation.name, newJobId(organisation));
    const headers = location === undefined ? {} : { location };
    return new HttpRefusal('not_declared_json', REST_REFUSALS.not_declared_json.text(), { headers });
  };
}
