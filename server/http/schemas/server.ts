import { TROUBLE_KINDS } from '../../store/trouble.ts';
import { FOR_ANYBODY, httpDate, ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const TAGS = ['server'];
const count = (description: string) => ({ type: 'integer', description }) as const;

export const GET_STATUS = {
  tags: TAGS,
  summary: 'See that the server lives',
  security: FOR_ANYBODY,
  response: {
    200: {
      description: 'It does.',
      title: 'ServerStatus',
      ...object(
        {
          status: { const: "it's alive" },
          incarnation_id: string('UUID of this life of the server.'),
          node_fsm_count: count('Nodes that are heartbeating.'),
          job_processes: {
            type: 'array',
            items: { type: 'string' },
            description: 'Ids of the jobs in memory.',
          },
          storage: {
            description: 'Only while nothing new is stored: why.',
            ...object({
              trouble: { enum: TROUBLE_KINDS, description: 'What it is.' },
              since: httpDate('Since when.'),
              sentence: string('The same for people, with what to do.'),
              unstored_changes: count('Changes that are held in memory.'),
              unstored_bytes: count('Bytes of the outputs among them.'),
            }),
          },
        },
        ['storage'],
      ),
    },
  },
};

export const GET_METRICS = {
  tags: TAGS,
  summary: 'Get what the server counts, for Prometheus',
  security: FOR_ANYBODY,
  response: {
    200: { description: 'Counters.', content: { 'text/plain': { schema: { type: 'string' } } } },
  },
};

export const GET_OPENAPI = {
  tags: TAGS,
  summary: 'Get this document',
  security: FOR_ANYBODY,
  response: { 200: { description: 'The document.', type: 'object' } },
};

const nullable = (schema: Readonly<Record<string, unknown>>, description: string) => ({
  description,
  anyOf: [schema, { type: 'null' }],
});
const counted = (word: string, more: Parameters<typeof object>[0] = {}) =>
  object({
    [word]: string('What it was.'),
    ...more,
    count: count('How often.'),
    last_at: httpDate('When last.'),
  });
/** What exactly is wrong with a message or a request: all three, or none. */
const DEFECT = {
  field: nullable(
    { type: 'string' },
    'Of a refused message: the frame, part of the header or key of the body; of a request for a configuration: the header or key of the query.',
  ),
  value: nullable(
    { type: 'string' },
    'What came there, shortened; null where nothing came or nothing is known.',
  ),
  expected: nullable({ type: 'string' }, 'What is accepted there.'),
};

export const GET_DIAGNOSIS = {
  tags: ['nodes'],
  summary: 'Ask why a node is not available',
  description: 'How far the node came on its way, what stops it, and what to do about it.',
  params: path({ ...ORG_PARAMETER, node: 'Name of the node.' }),
  response: reads('The diagnosis.', {
    title: 'Diagnosis',
    ...object({
      node_name: string('Name of the node.'),
      organization: string('Name of the organisation.'),
      state: { enum: ['available', 'rehab', 'down', 'unknown'], description: 'Where the node stands.' },
      sentence: string('The diagnosis for people.'),
      detail: string(
        'What exactly it was, such as the field of a refused message; empty where there is no more to say.',
      ),
      remedy: string('What to do; empty where nothing needs doing.'),
      last_right: nullable(
        object({ stage: string('The stage.'), at: httpDate('When.') }),
        'The furthest stage that it reached.',
      ),
      first_wrong: nullable(
        object({
          cause: string('The cause.'),
          at: nullable(httpDate('When.'), 'When, where that is known.'),
          ...DEFECT,
        }),
        'What stops it.',
      ),
      refusals: {
        type: 'array',
        items: counted('reason', {
          ...DEFECT,
          over: nullable(
            { type: 'string' },
            'The node over whose connection it came, where that is another.',
          ),
        }),
        description: 'What was refused over its connection or in its name; of each kind the last one.',
      },
      notes: { type: 'array', items: counted('note'), description: 'What else is worth knowing.' },
    }),
  }),
};

export const GET_UNENCRYPTED_NODES = {
  tags: ['nodes'],
  summary: 'List the nodes that are connected without encryption',
  description: 'Offered by a server that takes such nodes beside those that encrypt.',
  params: path(ORG_PARAMETER),
  response: reads('Their names, sorted.', {
    title: 'UnencryptedNodes',
    type: 'array',
    items: { type: 'string' },
  }),
};
