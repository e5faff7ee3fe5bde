import {
  DURATION,
  fields,
  fileSchema,
  listOrOther,
  meant,
  type Schema,
  textOrOther,
} from '../../files/settings/schema.ts';
import { IMPLICIT_THRESHOLDS } from '../thresholds/implicit.ts';
import { EVENT_SCHEMA } from './event-schema.ts';
import { FAULT_SCHEMA } from './fault-schema.ts';
import { API_VERSION } from './fleet-file.ts';
import { GROUP_SCHEMA } from './group-schema.ts';
import { JOB_SCHEMA } from './job-schema.ts';
import { FLAG, NAME, POSITIVE, SOME_TEXT, stagesSchema } from './schema-parts.ts';

const EXPRESSION = 'an expression such as "vote_seconds.p99 < 5" or "job_seconds{job=converge}.p95 < 10"';

const threshold = fields(
  'an expression, or check with abort_on_fail and after',
  {
    check: meant('What must hold; push-harness metrics lists what it can be about.', {
      ...SOME_TEXT,
      description: EXPRESSION,
    }),
    abort_on_fail: meant('Whether the run ends as soon as it does not hold. Default: false.', FLAG),
    after: meant('Time from the begin of the run until it may first end it. Default: 0s.', DURATION),
  },
  ['check'],
);

const self = fields('settings of the server', {
  heartbeat_interval: meant(
    'Time between two heartbeats, of the server and of each node. Default: 10s.',
    DURATION,
  ),
  voting_timeout: meant('How long a job waits for votes. Default: 60s.', DURATION),
  rehab_interval: meant('Time between two aborts to a node in rehab. Default: 1s.', DURATION),
  dialect: meant('The dialect that the server speaks. Default: documented.', {
    enum: ['documented', 'pushy-server'],
    description: 'documented or pushy-server',
  }),
});

const target = textOrOther(
  { const: 'self', description: 'self, or an object with url' },
  fields('url, org, user, key, ca and insecure; or self with settings', {
    url: meant('The address of a server that runs; --server on the command line wins.', {
      ...SOME_TEXT,
      pattern: '^https?://',
      description: 'a URL such as http://127.0.0.1:10003',
    }),
    org: meant('The organisation of the nodes; --org wins. Default: the one that the address names.', NAME),
    user: meant('The name with which requests are signed; --user wins. Default: admin.', NAME),
    key: meant('The private key of the user; --key wins. A path counts from this file.', {
      ...SOME_TEXT,
      description: 'a file with a private key (PEM), or its text',
    }),
    ca: meant(
      'Who has to have signed the certificate of a server at https; --ca wins. A path counts from this file.',
      {
        ...SOME_TEXT,
        description: 'a file with the certificates to trust over https (PEM), or their text',
      },
    ),
    insecure: meant('Whether the certificate of the server is left unchecked. Default: false.', FLAG),
    self: meant('A server of our own, started for the run, with settings.', self),
  }),
);

/** What a fleet file may say. Editors complete by it, and every file is checked against it. */
export const FLEET_SCHEMA: Schema = {
  ...fileSchema(
    'A fleet of push-harness simulate',
    fields(
      'a fleet',
      {
        apiVersion: meant('The version of the form of this file.', {
          const: API_VERSION,
          description: API_VERSION,
        }),
        kind: meant('What this file describes.', { const: 'Fleet', description: 'Fleet' }),
        name: meant('The name of the fleet in reports.', NAME),
        summary: meant('What the fleet shows, for reports.', { ...SOME_TEXT, description: 'a sentence' }),
        seed: meant(
          'It decides every choice: the same file and seed give the same names, choices and times. Without it one is drawn.',
          { type: ['string', 'integer'], description: 'text or a whole number' },
        ),
        target: meant('The server that the nodes are for. Default: self, a server of our own.', target),
        nodes: meant(
          'How many nodes the groups share by percent; or stages in which they come and leave, from the start on.',
          listOrOther(stagesSchema('nodes', { type: 'integer', minimum: 0 }), {
            ...POSITIVE,
            description: 'how many nodes the groups share by percent, or stages in which they come and leave',
          }),
        ),
        groups: meant('Which nodes there are, and how they behave.', {
          type: 'array',
          items: GROUP_SCHEMA,
          minItems: 1,
          description: 'a list of groups',
        }),
        jobs: meant('What the nodes are asked to do. Default: nothing.', {
          type: 'array',
          items: JOB_SCHEMA,
          description: 'a list of jobs',
        }),
        events: meant('What happens on the way. Default: nothing.', {
          type: 'array',
          items: EVENT_SCHEMA,
          description: 'a list of events',
        }),
        faults: meant('What the network does between nodes and server. Default: nothing.', {
          type: 'array',
          items: FAULT_SCHEMA,
          description: 'a list of faults',
        }),
        begin: meant(
          'The begin of the run: a second after all nodes are available or ready_within is over (ready), or when the first is started (start). Default: ready, with stages of nodes start.',
          { enum: ['ready', 'start'], description: 'ready or start' },
        ),
        ready_within: meant(
          'The longest that is waited for all nodes to be available, once the last was started. Default: 60s.',
          DURATION,
        ),
        duration: meant(
          'Time from the begin after which nothing new is started. Default: the time of the stages of nodes, or until the last job and event.',
          DURATION,
        ),
        wind_down: meant(
          'The longest that jobs under way are waited for at the end. Default: 30s.',
          DURATION,
        ),
        thresholds: meant('What must hold; where one does not, the exit code is 99.', {
          type: 'array',
          items: textOrOther({ ...SOME_TEXT, description: EXPRESSION }, threshold),
          description: 'a list of expressions, or of objects with check',
        }),
        waive: meant(
          'Thresholds that are not checked, of those that hold for files that do not have their own.',
          {
            type: 'array',
            items: {
              enum: Object.keys(IMPLICIT_THRESHOLDS),
              description: `one of ${Object.keys(IMPLICIT_THRESHOLDS).join(', ')}`,
            },
            description: 'a list of thresholds that are not checked unless the file has them',
          },
        ),
      },
      ['apiVersion', 'kind', 'name', 'groups'],
    ),
  ),
  // what anchors stand at, and notes for other tools
  patternProperties: { '^x-': {} },
};
