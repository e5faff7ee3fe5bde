import { DURATION, fields, meant, textOrOther } from '../../files/settings/schema.ts';
import { COUNT, FLAG, NAME, POSITIVE, SELECTION, SOME_TEXT, stagesSchema } from './schema-parts.ts';

/** A job, and when it is started. Times count from the begin of the run. */
export const JOB_SCHEMA = fields(
  'a job, and when it is started',
  {
    name: meant(
      'The name of the job in reports and thresholds; each start of it has a number behind it.',
      NAME,
    ),
    command: meant(
      'What the nodes are asked to run; it is pretended unless they have the behaviour exec.',
      SOME_TEXT,
    ),
    nodes: meant('The nodes that the job goes to, drawn anew for each start. Default: all.', SELECTION),
    quorum: meant(
      'How many nodes have to vote yes; a share is of the nodes of the job, rounded up. Default: that of the server, all nodes.',
      textOrOther(
        {
          pattern: '^\\d+(\\.\\d+)?%$',
          description: 'a number of nodes such as 3, or a share such as "50%"',
        },
        COUNT,
      ),
    ),
    run_timeout: meant(
      'How long the commands may run, rounded up to whole seconds. Default: that of the server, 1h.',
      DURATION,
    ),
    capture: meant('Whether the nodes send what the command has written. Default: false.', FLAG),
    user: meant('The user that the command runs as. Without it the one that the node runs as.', SOME_TEXT),
    dir: meant('The folder that the command runs in. Without it one that the node chooses.', SOME_TEXT),
    env: meant('Variables that are added to the environment of the command.', {
      type: 'object',
      additionalProperties: { type: 'string', description: 'text' },
      description: 'texts by their names',
    }),
    file: meant('The content of a file that the nodes get with the job.', {
      ...SOME_TEXT,
      pattern: '^(raw|base64):',
      description: 'a file with its prefix, such as "raw:echo hello"',
    }),
    at: meant(
      'When the job is started, from the begin of the run. Without any time it is started once, at from.',
      textOrOther(DURATION, {
        type: 'array',
        items: DURATION,
        minItems: 1,
        description: 'a duration, or a list of them',
      }),
    ),
    every: meant('Time between two starts of the job, whether the one before has ended or not.', DURATION),
    per_minute: meant(
      'How many jobs are started in a minute, in stages from the time from on.',
      stagesSchema('jobs a minute', { type: 'number', minimum: 0 }),
    ),
    back_to_back: meant('Each job is started when the one before has ended.', {
      const: true,
      description: 'true, or leave it out',
    }),
    pause: meant(
      'Time from the end of a job to the start of the next, with back_to_back. Default: 0s.',
      DURATION,
    ),
    batches: meant(
      'The job goes to a share of its nodes after another, each when the one before has ended.',
      fields(
        'percent and fail_limit',
        {
          percent: meant('How many of every hundred of its nodes are in a batch, rounded up.', {
            type: 'number',
            exclusiveMinimum: 0,
            maximum: 100,
            description: 'a number above 0, at most 100',
          }),
          fail_limit: meant(
            'How many nodes in all may do without success; beyond it no batch is started any more. Default: 0.',
            COUNT,
          ),
        },
        ['percent'],
      ),
    ),
    from: meant('When the first start is, from the begin of the run; not with at. Default: 0s.', DURATION),
    times: meant(
      'How often the job is started, with every or back_to_back. Without it until the duration of the fleet is over.',
      POSITIVE,
    ),
  },
  ['name', 'command'],
);
