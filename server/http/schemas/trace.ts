import { ORG_PARAMETER, path, readsAs } from './responses.ts';

export const GET_TRACE = {
  tags: ['server'],
  summary: 'Follow what the server receives and sends, decoded',
  description:
    'Server-sent events: following, what is followed; entry, a message or request with the verdict on it; dropped, how many ' +
    'were left out since they were not taken in time. For administrators of the organisation and the superuser, on the ' +
    'machine of the server. Secrets are hidden.',
  params: path(ORG_PARAMETER),
  querystring: {
    type: 'object',
    properties: {
      node: {
        description: 'Only what is about this node; more than once, or with commas, for several.',
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
      },
    },
  },
  response: readsAs('text/event-stream', 'The events.'),
};
