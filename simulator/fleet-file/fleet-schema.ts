import { DURATION, fields, listOrOther, type Schema, textOrOther } from '../../files/settings/schema.ts';
import type { Behaviour, OptionValue } from '../behaviours/behaviour.ts';
import { BEHAVIOURS } from '../behaviours/index.ts';
import { LOSSY_MESSAGES } from '../behaviours/lossy.ts';
import { CHANNELS, DIRECTIONS } from '../faults/fault.ts';
import { IMPLICIT_THRESHOLDS } from '../thresholds/implicit.ts';
import { API_VERSION } from './fleet-file.ts';

const text: Schema = { type: 'string', minLength: 1, description: 'text' };
const name: Schema = {
  type: 'string',
  pattern: '^[A-Za-z0-9_.-]+$',
  description: 'a name of letters, digits, dots, dashes and underscores',
};
const names: Schema = { type: 'array', items: name, minItems: 1, description: 'a list of names' };
const count: Schema = { type: 'integer', minimum: 0, description: 'a whole number, at least 0' };
const positive: Schema = { type: 'integer', minimum: 1, description: 'a whole number, at least 1' };
const percent: Schema = { type: 'number', minimum: 0, maximum: 100, description: 'a number from 0 to 100' };
const flag: Schema = { type: 'boolean', description: 'true or false' };

const selection = fields('nodes by groups, names, percent and count', {
  groups: { ...names, description: 'names of groups in a list' },
  names: { ...names, description: 'names of nodes in a list' },
  percent,
  count: positive,
});

/** Behaviours, each alone or with its options. */
export const BEHAVIOURS_SCHEMA: Schema = {
  type: 'array',
  items: textOrOther(
    { enum: BEHAVIOURS.map((known) => known.name), description: 'one that push-harness behaviours lists' },
    {
      ...fields(
        'a behaviour with its options',
        Object.fromEntries(BEHAVIOURS.map((known) => [known.name, options(known)])),
      ),
      minProperties: 1,
      maxProperties: 1,
    },
  ),
  description: 'a list of behaviours',
};

const whitelist: Schema = {
  type: 'array',
  items: fields('a rule: match or pattern, and run', {
    match: { ...text, description: 'the command itself' },
    pattern: { ...text, description: 'a regular expression that is found in the command' },
    run: { ...text, description: 'what is run instead' },
    lock: { ...text, description: 'a file that must not be locked' },
  }),
  description: 'a list of rules',
};

const group = fields(
  'a group of nodes',
  {
    name,
    count: positive,
    percent: textOrOther({ const: 'rest', description: 'a number from 0 to 100, or rest' }, percent),
    behaviours: BEHAVIOURS_SCHEMA,
    whitelist,
    start: fields('over or per_second; without it all start at once', {
      over: DURATION,
      per_second: { type: 'number', exclusiveMinimum: 0, description: 'a number above 0' },
    }),
  },
  ['name'],
);

const stages = (of: string, to: Schema): Schema => ({
  type: 'array',
  items: fields('a stage: to and over, or hold', {
    to: { ...to, description: `${of} at its end` },
    over: { ...DURATION, description: 'a duration: how long it takes to get there; without it at once' },
    hold: { ...DURATION, description: 'a duration: how long it stays as it is' },
  }),
  minItems: 1,
  description: 'a list of stages such as { to: 500, over: 2m }, { hold: 5m }',
});

const job = fields(
  'a job, and when it is started',
  {
    name,
    command: text,
    nodes: selection,
    quorum: textOrOther(
      { pattern: '^\\d+(\\.\\d+)?%$', description: 'a number of nodes such as 3, or a share such as "50%"' },
      count,
    ),
    run_timeout: DURATION,
    capture: flag,
    user: text,
    dir: text,
    env: { type: 'object', additionalProperties: { type: 'string' }, description: 'texts by their names' },
    file: {
      ...text,
      pattern: '^(raw|base64):',
      description: 'a file with its prefix, such as "raw:echo hello"',
    },
    at: textOrOther(DURATION, {
      type: 'array',
      items: DURATION,
      minItems: 1,
      description: 'a duration, or a list of them',
    }),
    every: DURATION,
    per_minute: stages('jobs a minute', { type: 'number', minimum: 0 }),
    back_to_back: { const: true, description: 'true, or leave it out' },
    pause: {
      ...DURATION,
      description: 'a duration: with back_to_back, from the end of a job to the start of the next',
    },
    batches: fields(
      'percent and fail_limit',
      {
        percent: {
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 100,
          description: 'a number above 0, at most 100',
        },
        fail_limit: count,
      },
      ['percent'],
    ),
    from: DURATION,
    times: positive,
  },
  ['name', 'command'],
);

const event = fields(
  'an event: at, and what happens',
  {
    at: DURATION,
    kill: fields('which nodes die', { ...propertiesOf(selection), returns_after: DURATION }),
    behave: fields(
      'which nodes behave otherwise',
      { ...propertiesOf(selection), behaviours: BEHAVIOURS_SCHEMA },
      ['behaviours'],
    ),
    hook: { type: 'array', items: text, minItems: 1, description: 'a program and its arguments in a list' },
    restart_server: fields('an object, {} at least', { down: DURATION }),
  },
  ['at'],
);

const direction: Schema = {
  enum: DIRECTIONS,
  description: 'to_server or to_nodes, or leave it out for both',
};

/** A fault of the network. */
export const FAULT_SCHEMA = fields('a fault of the network: one kind of it, whom it hits and when', {
  name,
  nodes: selection,
  channel: { enum: CHANNELS, description: 'command or heartbeat, or leave it out for both' },
  from: DURATION,
  to: DURATION,
  by_hand: {
    const: true,
    description: 'true: it begins by push-harness fleet fault alone; or leave it out',
  },
  latency: fields('delay, jitter and direction', { delay: DURATION, jitter: DURATION, direction }, ['delay']),
  bandwidth: fields(
    'bytes_per_second and direction',
    { bytes_per_second: { type: 'number', exclusiveMinimum: 0, description: 'a number above 0' }, direction },
    ['bytes_per_second'],
  ),
  stall: fields('an object, {} at least', { direction }),
  drop: fields('an object, {} at least', { direction }),
  reset: fields('an object, {} at least', { every: DURATION, refuse: flag }),
  half_open: fields('an object, {} at least', {
    unaware: { enum: ['node', 'server'], description: 'node or server: who is not told' },
  }),
  messages: fields(
    'types of messages, and how many percent of them to lose, delay and duplicate',
    {
      types: {
        type: 'array',
        items: { enum: LOSSY_MESSAGES, description: `one of ${LOSSY_MESSAGES.join(', ')}` },
        minItems: 1,
        description: 'a list of types',
      },
      lose: percent,
      delay: percent,
      delay_by: DURATION,
      duplicate: percent,
    },
    ['types'],
  ),
});

const EXPRESSION = 'an expression such as "vote_seconds.p99 < 5" or "job_seconds{job=converge}.p95 < 10"';

const threshold = fields(
  'an expression, or check with abort_on_fail and after',
  {
    check: { ...text, description: EXPRESSION },
    abort_on_fail: { ...flag, description: 'true: crossed, it ends the run' },
    after: {
      ...DURATION,
      description: 'a duration such as 30s: how long after the begin it may first end the run',
    },
  },
  ['check'],
);

const self = fields('settings of the server', {
  heartbeat_interval: DURATION,
  voting_timeout: DURATION,
  rehab_interval: DURATION,
  dialect: { enum: ['documented', 'pushy-server'], description: 'documented or pushy-server' },
});

const target = textOrOther(
  { const: 'self', description: 'self, or an object with url' },
  fields('url, org, user, key, ca and insecure; or self with settings', {
    url: { ...text, pattern: '^https?://', description: 'a URL such as http://127.0.0.1:10003' },
    org: name,
    user: name,
    key: { ...text, description: 'a file with a private key (PEM), or its text' },
    ca: { ...text, description: 'a file with the certificates to trust over https (PEM), or their text' },
    insecure: { type: 'boolean', description: 'true or false' },
    self,
  }),
);

/** What a fleet file may say. Editors complete by it, and every file is checked against it. */
export const FLEET_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A fleet of push-harness simulate',
  ...fields(
    'a fleet',
    {
      apiVersion: { const: API_VERSION, description: API_VERSION },
      kind: { const: 'Fleet', description: 'Fleet' },
      name,
      summary: { ...text, description: 'a sentence: what the fleet shows' },
      seed: { type: ['string', 'integer'], description: 'text or a whole number' },
      target,
      nodes: listOrOther(stages('how many nodes are there', { type: 'integer', minimum: 0 }), {
        ...positive,
        description: 'how many nodes the groups share by percent, or stages in which they come and leave',
      }),
      groups: { type: 'array', items: group, minItems: 1, description: 'a list of groups' },
      jobs: { type: 'array', items: job, description: 'a list of jobs' },
      events: { type: 'array', items: event, description: 'a list of events' },
      faults: { type: 'array', items: FAULT_SCHEMA, description: 'a list of faults' },
      begin: { enum: ['ready', 'start'], description: 'ready or start' },
      ready_within: DURATION,
      duration: DURATION,
      wind_down: DURATION,
      thresholds: {
        type: 'array',
        items: textOrOther({ ...text, description: EXPRESSION }, threshold),
        description: 'a list of expressions, or of objects with check',
      },
      waive: {
        type: 'array',
        items: {
          enum: Object.keys(IMPLICIT_THRESHOLDS),
          description: `one of ${Object.keys(IMPLICIT_THRESHOLDS).join(', ')}`,
        },
        description: 'a list of thresholds that are not checked unless the file has them',
      },
    },
    ['apiVersion', 'kind', 'name', 'groups'],
  ),
  // what anchors stand at, and notes for other tools
  patternProperties: { '^x-': {} },
};

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return schema.properties as Readonly<Record<string, Schema>>;
}

function options({ summary, defaults, choices }: Behaviour): Schema {
  const properties = Object.entries(defaults).map(([option, byDefault]) => [
    option,
    { ...valueSchema(byDefault, choices[option]), default: byDefault },
  ]);
  return fields(summary, Object.fromEntries(properties));
}

function valueSchema(byDefault: OptionValue, words: readonly string[] | undefined): Schema {
  const word: Schema = words
    ? { type: 'string', enum: words, description: `one of ${words.join(', ')}` }
    : { type: 'string', description: 'text' };
  if (Array.isArray(byDefault))
    return { type: 'array', items: word, description: `a list of ${word.description}` };
  if (byDefault === null) return { type: ['number', 'null'], description: 'a number or null' };
  if (typeof byDefault === 'string') return word;
  return {
    type: typeof byDefault,
    description: typeof byDefault === 'number' ? 'a number' : 'true or false',
  };
}
