import {
  DURATION,
  fields,
  fileSchema,
  meant,
  type Schema,
  textOrOther,
} from '../../files/settings/schema.ts';
import { SERVER_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { CAPABILITIES } from '../scenarios/capabilities.ts';
import { ROLES, type RoleName } from './target-file.ts';
import { TIMING_KEYS } from './timings.ts';

const text: Schema = { type: 'string', minLength: 1, description: 'text' };
const word: Schema = {
  type: 'string',
  minLength: 1,
  description: 'a word (in quotes, where YAML would read a number)',
};
const words: Schema = { type: 'array', items: word, description: 'a list of words' };
const hook = (meaning: string): Schema => ({ ...text, meaning, description: 'a command line' });

/** Names of quirks; a word in their place stands for all or none. @param whose `servers` or `clients` */
export function quirksSchema(whose: string, known: readonly { readonly name: string }[]): Schema {
  const description = 'shipped, none or a list of quirks';
  const name: Schema = {
    enum: known.map((quirk) => quirk.name),
    description: `the name of a quirk of ${whose}, as push-harness quirks lists them`,
  };
  return {
    meaning: `Differences of the shipped ${whose.slice(0, -1)} that this one may have.`,
    description,
    ...textOrOther({ enum: ['shipped', 'none'], description }, { type: 'array', items: name, description }),
  };
}

const quirks = quirksSchema('servers', SERVER_QUIRKS);

/** What is known to fail, and why. */
export const KNOWN_FAILURES_SCHEMA: Schema = {
  type: 'array',
  items: fields(
    'an id and a reason',
    {
      id: {
        type: 'string',
        pattern: '^[A-Z]+-\\d{3,}(:\\d+)?$',
        meaning: 'The id as reports print it; of an outline it counts for all rows.',
        description: 'an id such as QUORUM-004 or QUORUM-004:2',
      },
      reason: { ...text, meaning: 'Why it fails, for reports.', description: 'a sentence' },
      expires: {
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        format: 'date',
        meaning: 'The last day on which the failure is excused, in UTC.',
        description: 'a day such as 2030-01-31, in quotes',
      },
    },
    ['id', 'reason'],
  ),
  meaning: 'What is known to fail: it makes no run red until it passes or expires.',
  description: 'a list of known failures',
};

const role = fields(
  'a user with a private key',
  {
    user: { ...text, meaning: 'The name with which requests are signed.', description: 'the name of a user' },
    key: {
      ...text,
      meaning:
        'The private key of the user. A path counts from this file; {data} is the folder of a server in process.',
      description: 'a file (PEM), or its text',
    },
  },
  ['user', 'key'],
);

/** What each role has to be able to do, which is tried before a run. */
const ROLE_MEANINGS: Readonly<Record<RoleName, string>> = {
  admin: 'Reads, starts jobs and makes clients in the organisation.',
  superuser: 'Makes organisations and users; without one some musts cannot be judged.',
  reader: 'Reads in the organisation and starts nothing. A superuser makes one where none is given.',
  outsider: 'Is in another organisation or in none. A superuser makes one where none is given.',
};

/** An object with these keys, and what it is for. */
function meantFields(
  meaning: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return meant(meaning, fields(description, properties, required));
}

/** What a target's file may say. A `description` completes "give …" in what people are told. */
export const TARGET_SCHEMA: Schema = fileSchema(
  'A server that push-harness conform judges',
  fields('a target', {
    name: {
      ...text,
      meaning: 'The name of the server in reports. By default that of this file.',
      description: 'a name for reports',
    },
    description: {
      ...text,
      meaning: 'More about the server, for reports.',
      description: 'a sentence about the server',
    },
    dialect: {
      meaning: 'What the server follows: the published API, or the shipped server. By default it is asked.',
      enum: ['documented', 'pushy-server', 'auto'],
      description: 'documented, pushy-server or auto',
    },
    server: {
      meaning:
        'The address of a server that runs, or its chef_server_url, which names the organisation. In its place: process or in-process.',
      type: 'string',
      pattern: '^https?://',
      description: 'a URL such as http://127.0.0.1:10003',
    },
    ca: {
      ...text,
      meaning: 'Who has to have signed the certificate of a server at https.',
      description: 'a file with the certificates to trust over https (PEM), or their text',
    },
    insecure: {
      type: 'boolean',
      meaning: 'The certificate of the server is not checked.',
      description: 'true or false',
    },
    'in-process': {
      ...fields('', { quirks }),
      meaning: 'Our own server, in the process of the scenarios.',
      type: ['boolean', 'object'],
      not: { const: false },
      description: 'true, or an object with quirks',
    },
    process: meantFields(
      'The server is started by a command, on free ports, once for each process of the run.',
      'a server that is started by a command',
      {
        command: {
          ...words,
          minItems: 1,
          meaning:
            'Program and words, started in the folder of this file; {port}, {data} and others are filled in.',
          description: 'a program and its words in a list',
        },
        keys: {
          ...words,
          meaning: 'Each is given an RSA private key before the first start.',
          description: 'files below {data} in a list',
        },
        settings: meantFields(
          'Words that scenarios which need such a server add to the command; those of a setting that is missing do not run.',
          'words for the command by setting',
          {
            'no-encryption': { ...words, meaning: 'Has the server encrypt nothing: no CURVE.' },
            unencrypted: {
              ...words,
              meaning: 'Has it take nodes without encryption beside those that encrypt.',
            },
            'fresh-keys': { ...words, meaning: 'Has it draw new keys for CURVE and sessions at each start.' },
            network: {
              ...words,
              meaning: 'Has it listen at the addresses of this machine, not at loopback alone.',
            },
          },
        ),
      },
      ['command'],
    ),
    organisation: {
      ...text,
      meaning: 'Where scenarios happen that need none of their own.',
      description: 'the name of an organisation',
    },
    roles: meantFields(
      'The users that scenarios ask as, each with his private key.',
      'users by role',
      Object.fromEntries(ROLES.map((name) => [name, { ...role, meaning: ROLE_MEANINGS[name] }])),
    ),
    nodes: meantFields(
      'Where the keys of nodes come from, for a server that keeps no clients of its own.',
      'how nodes get their keys',
      {
        keys: {
          ...text,
          meaning: 'Nodes that the server knows already; without them nodes are registered over REST.',
          description: 'a folder of NAME.pem',
        },
      },
      ['keys'],
    ),
    timings: meantFields(
      'How long the server takes for things; what is left out is asked for, or that of the shipped server.',
      'times',
      {
        ...Object.fromEntries(
          Object.entries(TIMING_KEYS).map(([key, { meaning }]) => [key, { ...DURATION, meaning }]),
        ),
        'max-reader-buffer': {
          meaning: 'Unsent bytes after which a reader of a feed is cut off.',
          type: 'integer',
          minimum: 1,
          description: 'a number of bytes',
        },
      },
    ),
    capabilities: {
      meaning: 'All that the server can do, in place of what is found out by asking.',
      type: 'array',
      items: {
        enum: Object.keys(CAPABILITIES),
        description: `one of ${Object.keys(CAPABILITIES).join(', ')}`,
      },
      description: 'a list of capabilities',
    },
    quirks,
    hooks: meantFields(
      'How somebody restarts the server, for scenarios that need that.',
      'commands of the shell',
      {
        restart: hook('Restarts the server, and ends by itself; run in the folder of this file.'),
        stop: hook('Stops the server, and ends by itself.'),
        start: hook('Starts the server, and ends by itself.'),
      },
    ),
    'known-failures': KNOWN_FAILURES_SCHEMA,
  }),
);
