import type { FastifyRequest } from 'fastify';
import { orgOf, param } from '../http/params.ts';
import type { Jobs } from '../job/jobs.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** The name of the organisation in which the job of a path is looked for. */
export type JobHome = (request: FastifyRequest) => Promise<string> | string;

/** With the quirk `any-organisation-reads` it is the job's own, whatever the path says. Source: protocol §10. */
export function jobHome(jobs: Pick<Jobs, 'organisationOf'>, quirks: ServerQuirks): JobHome {
  if (!quirks.has('any-organisation-reads')) return orgOf;
  return async (request) => (await jobs.organisationOf(param(request, 'id'))) ?? orgOf(request);
}
