import { ORG, path, readsAs } from './responses.ts';

const LAST_EVENT_ID = {
  type: 'object',
  properties: { 'last-event-id': { type: 'string', description: 'Id of the last event that was received.' } },
} as const;

export const GET_ORG_FEED = {
  tags: ['feeds'],
  summary: 'Follow the starts and ends of all jobs of the organisation',
  description:
    'Server-sent events. Without Last-Event-ID only what happens from now on; with one, what has happened since. Events ' +
    'expire after a while: where the id is not known any more, the event start_of_history comes first, then all that is ' +
    'still recorded.',
  params: path(ORG),
  headers: LAST_EVENT_ID,
  response: readsAs('text/event-stream', 'The events start and job_complete.'),
};

export const GET_JOB_FEED = {
  tags: ['feeds'],
  summary: 'Follow a job',
  description:
    'Server-sent events, from the first of the job or from after Last-Event-ID; the stream is closed after job_complete. ' +
    'Some seconds later all that is left is one event, summary, with what the job itself shows.',
  params: path({ ...ORG, id: 'Id of the job.' }),
  headers: LAST_EVENT_ID,
  response: readsAs(
    'text/event-stream',
    'The events start, quorum_vote, quorum_succeeded, run_start, run_complete, rehab and job_complete; or summary.',
    [204],
  ),
};
