import { DURATION, fields, type Schema, textOrOther } from '../../files/settings/schema.ts';
import { SERVER_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { CAPABILITIES } from '../scenarios/capabilities.ts';
import { ROLES } from './target-file.ts';
import { TIMING_KEYS } from './timings.ts';

const text: Schema = { type: 'string', minLength: 1, description: 'text' };
const word: Schema = {
  type: 'string',
  minLength: 1,
  description: 'a word (in quotes, where YAML would read a number)',
};
const words: Schema = { type: 'array', items: word, description: 'a list of words' };
const commandLine: Schema = { ...text, description: 'a command line' };

/** Names of quirks; a word in their place stands for all or none. @param whose `servers` or `clients` */
export function quirksSchema(whose: string, known: readonly { readonly name: string }[]): Schema {
  const description = 'shipped, none or a list of quirks';
  const name: Schema = {
    enum: known.map((quirk) => quirk.name),
    description: `the name of a quirk of ${whose}, as push-harness quirks lists them`,
  };
  return {
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
        description: 'an id such as QUORUM-004 or QUORUM-004:2',
      },
      reason: { ...text, description: 'a sentence' },
      expires: {
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'a day such as 2030-01-31, in quotes',
      },
    },
    ['id', 'reason'],
  ),
  description: 'a list of known failures',
};

const role = fields(
  'a user and his private key',
  {
    user: { ...text, description: 'the name of a user' },
    key: { ...text, description: 'a file (PEM), or its text' },
  },
  ['user', 'key'],
);

/** What a target's file may say. A `description` completes "give …" in what people are told. */
export const TARGET_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A server that push-harness conform judges',
  ...fields(
    'a target',
    {
      name: { ...text, description: 'a name for reports' },
      description: { ...text, description: 'a sentence about the server' },
      dialect: {
        enum: ['documented', 'pushy-server', 'auto'],
        description: 'documented, pushy-server or auto',
      },
      server: { type: 'string', pattern: '^https?://', description: 'a URL such as http://127.0.0.1:10003' },
      ca: {
        ...text,
        description: 'a file with the certificates to trust over https (PEM), or their text',
      },
      insecure: { type: 'boolean', description: 'true or false' },
      'in-process': {
        ...fields('', { quirks }),
        type: ['boolean', 'object'],
        not: { const: false },
        description: 'true, or an object with quirks',
      },
      process: fields(
        'a server that is started by a command',
        {
          command: { ...words, minItems: 1, description: 'a program and its words in a list' },
          keys: { ...words, description: 'files below {data} in a list' },
          settings: fields('words for the command by setting', {
            'no-encryption': words,
            unencrypted: words,
            'fresh-keys': words,
            network: words,
          }),
        },
        ['command'],
      ),
      organisation: { ...text, description: 'the name of an organisation' },
      roles: fields('users by role', Object.fromEntries(ROLES.map((name) => [name, role]))),
      nodes: fields('how nodes get their keys', { keys: { ...text, description: 'a folder of NAME.pem' } }, [
        'keys',
      ]),
      timings: fields('times', {
        ...Object.fromEntries(Object.keys(TIMING_KEYS).map((key) => [key, DURATION])),
        'max-reader-buffer': { type: 'integer', minimum: 1, description: 'a number of bytes' },
      }),
      capabilities: {
        type: 'array',
        items: {
          enum: Object.keys(CAPABILITIES),
          description: `one of ${Object.keys(CAPABILITIES).join(', ')}`,
        },
        description: 'a list of capabilities',
      },
      quirks,
      hooks: fields('commands of the shell', { restart: commandLine, stop: commandLine, start: commandLine }),
      'known-failures': KNOWN_FAILURES_SCHEMA,
    },
    ['name', 'dialect'],
  ),
};
