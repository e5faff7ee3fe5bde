import { MAX_FILE_BYTES } from '../errors.ts';
import type { Allowed } from './schema-types.ts';
import { PLAIN_TEXT_PATTERN, plainText } from './text.ts';

const wholeNumber = (description: string) =>
  ({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description }) as const;

/** The body of `POST jobs`, in the order in which wrong keys are told. Source: protocol §2; seeds, jobs, POST. */
export const JOB_REQUEST_SCHEMA = {
  title: 'JobRequest',
  type: 'object',
  required: ['command', 'nodes'],
  additionalProperties: false,
  properties: {
    command: plainText('The command that the nodes run; it may be empty.'),
    nodes: {
      type: 'array',
      description: 'Names of the nodes to run the job on, each once.',
      minItems: 1,
      uniqueItems: true,
      items: plainText('Name of a node.'),
    },
    quorum: wholeNumber('How many nodes must be ready for the job to run. Default: all of them.'),
    run_timeout: { ...wholeNumber('Seconds that the run may take.'), default: 3_600 },
    capture_output: {
      type: 'boolean',
      description: "Whether both channels of every node's output are kept.",
      default: false,
    },
    user: plainText('The user to run the command as on the node.'),
    dir: plainText('The directory to run the command in on the node.'),
    env: {
      type: 'object',
      description: 'Variables for the environment of the command. No key may stand twice in the text.',
      propertyNames: { pattern: PLAIN_TEXT_PATTERN },
      additionalProperties: plainText('Value of the variable.'),
    },
    file: {
      type: 'string',
      description:
        `A file given to every node, at most ${MAX_FILE_BYTES} bytes decoded: its text after "raw:", ` +
        'or its bytes in base64 after "base64:". The command finds its path in CHEF_PUSH_JOB_FILE and in PUSHY_JOB_FILE.',
      pattern: '^(?:raw|base64):[^\\u0000\\ud800-\\udfff]*$',
    },
  },
} as const;

/** A body that the schema allows. */
export type JobRequestBody = Allowed<typeof JOB_REQUEST_SCHEMA>;
