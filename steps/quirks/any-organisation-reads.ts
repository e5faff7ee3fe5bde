import type { Recogniser } from './recogniser.ts';

/** A job, its output or its feed. */
const OF_A_JOB = /^\/organizations\/([^/]+)\/pushy\/(?:jobs|jobs?_status_feed)\/([0-9a-f]{32})\b/;

/** A job is found in an organisation that it does not belong to. */
export const anyOrganisationReadsRecogniser: Recogniser = {
  quirk: 'any-organisation-reads',
  recognises({ sent, status }, wanted, { org, jobIds }) {
    if (wanted.what !== 'status' || wanted.status !== 404 || status !== 200) return false;
    const [, asked = '', job = ''] = OF_A_JOB.exec(sent.path) ?? [];
    return jobIds.includes(job) && decodeURIComponent(asked) !== org;
  },
};
