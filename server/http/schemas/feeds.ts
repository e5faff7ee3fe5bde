import { ORG_PARAMETER, path, readsAs } from './responses.ts';

/** What both feeds have in common. Source: protocol §7. */
const STREAM =
  'Server-sent events, asked for by Accept: text/event-stream (application/event-stream is taken for the same).';

const LAST_EVENT_ID = {
  type: 'object',
  properties: { 'last-event-id': { type: 'string', description: 'Id of the last event that was received.' } },
} as const;

export const GET_ORG_FEED = {
  tags: ['feeds'],
  summary: 'Follow the starts and ends of all jobs of the organisation',
  description:
    `${STREAM} Without Last-Event-ID only what happens from now on; with one, what has happened since. Events expire after ` +
    'a while (60 s by default): where the id is not known any more, the event start_of_history comes first, then all that ' +
    'is still recorded. The stream has no end, so that nobody is told not to come back.',
  params: path(ORG_PARAMETER),
  headers: LAST_EVENT_ID,
  response: readsAs('text/event-stream', 'The events start and job_complete.'),
};

export const GET_JOB_FEED = {
  tags: ['feeds'],
  summary: 'Follow a job',
  description:
    `${STREAM} From the first event of the job, or from after Last-Event-ID; the stream is closed after job_complete. Some ` +
    'seconds later (5 by default) all that is left is one event, summary, whatever the Last-Event-ID: its data is what the ' +
    'job itself shows, with the time of the answer as timestamp before it.',
  params: path({ ...ORG_PARAMETER, id: 'Id of the job.' }),
  headers: LAST_EVENT_ID,
  response: readsAs(
    'text/event-stream',
    'The events start, quorum_vote, quorum_succeeded, run_start, run_complete, rehab and job_complete; or summary.',
    'Last-Event-ID is the id of the last event of this feed, job_complete or summary: nothing more comes. Do not reconnect.',
  ),
};
