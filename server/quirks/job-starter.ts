import { HttpRefusal, REST_REFUSALS } from '../http/errors.ts';
import type { JsonBody } from '../http/json-body.ts';
import { numberAsWritten } from '../http/number-text.ts';
import { newJobId } from '../job/job-id.ts';
import type { JobRequest, JobSummary } from '../job/job-record.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Organisation } from '../store/store.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/**
 * Starts a job that was asked for, and throws a refusal where it cannot be stored.
 * @param uriOf the URI of a job with this id
 */
export type StartJob = (
  org: Organisation,
  requestedBy: string,
  asked: JobRequest,
  json: JsonBody,
  uriOf: (id: string) => string,
) => Promise<JobSummary>;

/** The column for the user of a job has so many characters. */
const LONGEST_USER = 32;

const isFraction = (number: string | undefined): boolean => number !== undefined && /[.eE]/.test(number);

/** What each quirk cannot store of a job that it let through (see `job-body.ts`). Source: protocol §10. */
const FAILS = {
  'fraction-500': (_asked: JobRequest, { text }: JsonBody) =>
    isFraction(numberAsWritten(text, 'quorum')) || isFraction(numberAsWritten(text, 'run_timeout')),
  'long-user-500': ({ command, nodes, user = '', dir = '', file = '' }: JobRequest) =>
    [...user].length > LONGEST_USER ||
    [command, ...nodes, user, dir, file].some((each) => each.includes('\0')),
} as const;

/** Starts jobs as a server with these quirks does: some fail when they are stored, and one leaves a job behind. */
export function jobStarter(jobs: Jobs, quirks: ServerQuirks): StartJob {
  const fails = Object.entries(FAILS)
    .filter(([quirk]) => quirks.has(quirk as keyof typeof FAILS))
    .map(([, check]) => check);
  const leavesTwiceNamed = quirks.has('twice-named-500');
  const start: StartJob = (org, by, asked) => jobs.start(org, by, asked);
  if (fails.length === 0 && !leavesTwiceNamed) return start;
  return async (org, by, asked, json, uriOf) => {
    if (fails.some((check) => check(asked, json))) throw failureOf(uriOf(newJobId(org)));
    const nodes = [...new Set(asked.nodes)];
    if (nodes.length === asked.nodes.length || !leavesTwiceNamed) return start(org, by, asked, json, uriOf);
    const { id } = await jobs.storeCrashed(org, by, { ...asked, nodes });
    throw failureOf(uriOf(id));
  };
}

/** The job has had its place before it was stored, and the failure says which. */
function failureOf(location: string): HttpRefusal {
  return new HttpRefusal('internal_error', REST_REFUSALS.internal_error.text(), { headers: { location } });
}
