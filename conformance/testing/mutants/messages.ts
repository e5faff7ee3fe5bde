import type { Mutant } from './mutant.ts';

const FORMATS = ['nodes', 'encryption', 'refusals', 'jobs', 'restarts'];

/** A field of a message that is left out: the name of the mutant, its module, and the line that writes it. */
type Field = readonly [name: string, file: string, line: string];

const SERVER_MESSAGE = 'protocol/wire/server-message.ts';
const COMMIT = 'protocol/wire/commit.ts';
const CONFIG = 'protocol/wire/config.ts';

const FIELDS: readonly Field[] = [
  ['commit.job_id', COMMIT, '    job_id: message.jobId,\n    server'],
  ['commit.server', COMMIT, '    server: message.server,\n'],
  ['commit.command', COMMIT, '    command: message.command,\n'],
  ['commit.user', COMMIT, '    user: message.user,\n'],
  ['commit.dir', COMMIT, '    dir: message.dir,\n'],
  ['commit.env', COMMIT, '    env: message.env,\n'],
  ['commit.file', COMMIT, '    file: message.file,\n'],
  ['commit.capture', COMMIT, '    capture: message.capture,\n'],
  ['config.type', CONFIG, "    type: 'config',\n"],
  ['config.host', CONFIG, '    host: config.host,\n'],
  ['config.node', CONFIG, '    node: config.node,\n'],
  ['config.organization', CONFIG, '    organization: config.org,\n'],
  ['config.out_addr', CONFIG, '        out_addr: config.heartbeatAddress,\n'],
  ['config.command_addr', CONFIG, '        command_addr: config.commandAddress,\n'],
  ['config.interval', CONFIG, '        interval: config.intervalSeconds,\n'],
  ['config.offline_threshold', CONFIG, '        offline_threshold: config.offlineThreshold,\n'],
  ['config.online_threshold', CONFIG, '        online_threshold: config.onlineThreshold,\n'],
  ['config.public_key', CONFIG, '    public_key: config.publicKey,\n'],
  ['config.encoded_session_key', CONFIG, '    encoded_session_key: config.encodedSessionKey,\n'],
  ['config.lifetime', CONFIG, '    lifetime: config.lifetimeSeconds,\n'],
  ['config.max_message_skew', CONFIG, '    max_message_skew: config.maxMessageSkewSeconds,\n'],
  ['config.max_body_size', CONFIG, '    max_body_size: config.maxBodyBytes,\n'],
  ['config.incarnation_id', CONFIG, '    incarnation_id: config.incarnationId,\n'],
];

function withoutField([name, file, line]: Field): Mutant {
  const [first = ''] = line.split('\n');
  return {
    name: `message.${name}`,
    summary: `leaves ${name.split('.')[1]} out of its ${name.split('.')[0]}`,
    about: FORMATS,
    edits: [{ file, find: line, replace: line.replace(`${first}\n`, '') }],
  };
}

/** A check of a node's messages that is not made. */
type Check = readonly [name: string, summary: string, file: string, find: string, replace: string];

const VERIFY = 'server/broker/verify-message.ts';
const HEADER = 'protocol/wire/header.ts';
const CLIENT_MESSAGE = 'protocol/wire/client-message.ts';

const CHECKS: readonly Check[] = [
  ['frame_count', 'accepts messages of more than two frames', VERIFY, '|| frames.length !== 3', ''],
  ['body_too_long', 'accepts bodies of any length', VERIFY, 'body.byteLength > maxBodyBytes', 'false'],
  [
    'bad_method',
    'accepts messages of nodes that are signed with RSA',
    VERIFY,
    "head.value.method !== 'hmac_sha256'",
    'false',
  ],
  [
    'bad_signature',
    'accepts messages whatever their signature is',
    VERIFY,
    '!verifyHmac(body, key, head.value.signature)',
    'false',
  ],
  ['stale', 'accepts messages with any timestamp', VERIFY, '>= maxSkewMs', '>= Number.POSITIVE_INFINITY'],
  [
    'future',
    'accepts messages from the future',
    VERIFY,
    'Math.abs(nowMs - timestampMs)',
    '(nowMs - timestampMs)',
  ],
  [
    'past',
    'accepts messages from long ago',
    VERIFY,
    'Math.abs(nowMs - timestampMs)',
    '(timestampMs - nowMs)',
  ],
  [
    'header_too_long',
    'accepts headers of any length',
    HEADER,
    'frame.byteLength > MAX_HEADER_BYTES',
    'false',
  ],
  ['bad_version', 'accepts any version', HEADER, "version !== '2.0' && version !== '1.0'", 'false'],
  [
    'job_id_length',
    'accepts job ids of any length',
    CLIENT_MESSAGE,
    ' || named.length > MAX_JOB_ID_LENGTH',
    '',
  ],
  [
    'null_job_id',
    'takes the job id "null" for a job',
    CLIENT_MESSAGE,
    "named === 'null' ? null : named",
    'named',
  ],
  [
    'incarnation',
    'takes another life of a node for the same',
    'server/broker/message-intake.ts',
    'live?.life.incarnationId === incarnationId',
    'live !== undefined',
  ],
];

function withoutCheck([name, summary, file, find, replace]: Check): Mutant {
  return {
    name: `check.${name}`,
    summary,
    about: ['refusals', 'nodes', 'metrics', 'diagnosis'],
    edits: [{ file, find, replace }],
  };
}

/** What the server sends, and is wrong in another way than by leaving something out. */
const OTHERS: readonly Mutant[] = [
  {
    name: 'message.heartbeat.incarnation_id',
    summary: 'sends heartbeats with another incarnation than its configuration has',
    about: FORMATS,
    edits: [
      {
        file: SERVER_MESSAGE,
        find: 'incarnation_id: message.incarnationId',
        replace: "incarnation_id: '00000000-0000-4000-8000-000000000000'",
      },
    ],
  },
  {
    name: 'message.heartbeat.signature',
    summary: 'signs its heartbeats with a key of which it tells nobody',
    about: FORMATS,
    edits: [
      {
        file: 'server/broker/entry/config-issuer.ts',
        find: 'publicKey: publicPem',
        replace: 'publicKey: OTHER_KEY',
      },
      {
        file: 'server/broker/entry/config-issuer.ts',
        append: `import { generateKeyPairSync } from 'node:crypto';
const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });`,
      },
    ],
  },
  {
    name: 'message.run.job_id',
    summary: 'sends run with another job id',
    about: FORMATS,
    edits: [
      {
        file: SERVER_MESSAGE,
        find: 'return { type: message.type, job_id: message.jobId };',
        replace: "return { type: message.type, job_id: '0'.repeat(32) };",
      },
    ],
  },
  {
    name: 'message.timestamp',
    summary: 'sends messages with the time of an hour ago',
    about: FORMATS,
    edits: [
      {
        file: SERVER_MESSAGE,
        find: 'formatHttpDate(envelope.timestampMs)',
        replace: 'formatHttpDate(envelope.timestampMs - 3_600_000)',
      },
    ],
  },
  {
    name: 'zap.unknown_key',
    summary: 'admits every CURVE key',
    about: ['encryption', 'nodes', 'restarts'],
    edits: [
      {
        file: 'server/broker/command-port/node-talk.ts',
        find: 'if (!admit(clientKey))',
        replace: 'if (!admit(clientKey) && false)',
      },
    ],
  },
  {
    name: 'zap.expired_key',
    summary: 'admits a CURVE key whenever it was announced',
    about: ['encryption', 'nodes', 'restarts', 'diagnosis'],
    edits: [
      {
        file: 'server/broker/entry/admissions.ts',
        find: 'if (ageMs(announced) >= keyLifeMs)',
        replace: 'if (false)',
      },
    ],
  },
  {
    name: 'curve.off',
    summary: 'sends its commands unencrypted',
    about: ['encryption', 'nodes'],
    edits: [
      {
        file: 'server/broker/command-port/open-connection.ts',
        find: 'curveKeys === undefined || isUnencrypted',
        replace: 'true',
      },
    ],
  },
];

/** Each message of the server with its fields, and each check of a node's messages. Source: protocol §3 and §4. */
export function messageMutants(): readonly Mutant[] {
  return [...FIELDS.map(withoutField), ...CHECKS.map(withoutCheck), ...OTHERS];
}
