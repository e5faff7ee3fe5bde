import { resolve } from 'node:path';
import { keyPairsAhead } from '../server/access/key-pairs-ahead.ts';
import { DIALECT_NAMES } from '../server/dialects/dialect.ts';
import type { RunningServer } from '../server/server.ts';
import { writeLocalServer } from './connection/local-server.ts';
import { DATA_OPTION, DEFAULT_USER } from './options/connection.ts';
import { choice, flag, port, text } from './options/option-kinds.ts';
import { TIMING_OPTIONS, timingsFrom } from './options/timings.ts';
import type { Output } from './output/output.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';
import { aborted } from './program/signals.ts';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export const serve = defineCommand({
  description: `Serves until SIGINT or SIGTERM, then stops in order; a second signal stops at once. On its first start it makes the
data folder: the database, the server's keys, an organisation, its admin (user admin) and the superuser pivotal,
with their private keys in DATA/keys. The log goes to stderr.`,
  options: {
    host: {
      kind: text,
      value: 'host',
      about: 'address to listen at; 0.0.0.0 is all of them',
      default: '127.0.0.1',
    },
    port: { kind: port, value: 'port', about: 'of the REST interface; 0 takes a free one', default: 10_003 },
    heartbeatPort: {
      kind: port,
      value: 'port',
      about: 'of the heartbeats (ZeroMQ); 0 takes a free one',
      default: 10_000,
    },
    commandPort: {
      kind: port,
      value: 'port',
      about: 'of the commands (ZeroMQ); 0 takes a free one',
      default: 10_002,
    },
    advertise: {
      kind: text,
      value: 'host',
      about: 'host that nodes are told to connect to',
      defaultSaid: 'the one listened at',
    },
    ...DATA_OPTION,
    org: { kind: text, value: 'name', about: 'organisation, made where it does not exist', default: 'dev' },
    dialect: {
      kind: choice(DIALECT_NAMES),
      value: 'name',
      about: DIALECT_NAMES.join(' or '),
      default: 'documented',
    },
    curve: { kind: flag, about: 'leave commands unencrypted, to look at them on the wire', default: true },
    freshKeys: {
      kind: flag,
      about: 'new CURVE and session keys at each start, as the shipped server does',
      default: false,
    },
    logLevel: { kind: choice(LOG_LEVELS), value: 'level', about: LOG_LEVELS.join(', '), default: 'warn' },
    ...TIMING_OPTIONS,
  },
  examples: [
    { about: 'serve on this machine, at the usual ports', line: 'serve' },
    {
      about: 'serve on free ports, for a test',
      line: 'serve --port 0 --heartbeat-port 0 --command-port 0 --json',
    },
  ],
  endsInOrder: true,
  async run({ output, folder, signal }, options) {
    const { host, advertise, org, dialect, curve, freshKeys } = options;
    const data = resolve(folder, options.data);
    const drawKeyPair = keyPairsAhead(data);
    const [{ startServer }, { pino }] = await Promise.all([import('../server/server.ts'), import('pino')]);
    const server = await startServer({
      host,
      port: options.port,
      heartbeatPort: options.heartbeatPort,
      commandPort: options.commandPort,
      data,
      org,
      dialect,
      curve,
      freshKeys,
      drawKeyPair,
      timings: timingsFrom(options),
      logger: pino({ level: options.logLevel }, pino.destination({ dest: 2, sync: true })),
      ...(advertise !== undefined && { advertise }),
    });
    try {
      writeLocalServer(data, { url: server.url, org });
      sayReady(output, server, org, data);
      await aborted(signal);
    } finally {
      await server.stop();
    }
    output.remark('Stopped.');
    return EXIT.done;
  },
});

function sayReady(output: Output, server: RunningServer, org: string, data: string): void {
  const key = server.keyFile(DEFAULT_USER);
  const { url, heartbeatAddress, commandAddress, dialect } = server;
  output.record({
    event: 'ready',
    url,
    heartbeat: heartbeatAddress,
    command: commandAddress,
    org,
    user: DEFAULT_USER,
    key,
    dialect,
    pid: process.pid,
  });
  output.answer(
    `Serving organisation ${org} in the ${dialect} dialect at ${output.stdout.paint('title', url)}`,
  );
  output.answer(`  heartbeats  ${heartbeatAddress}`);
  output.answer(`  commands    ${commandAddress}`);
  output.answer(`  data        ${data}`);
  output.answer(`  admin key   ${key}`);
  output.answer('Ctrl-C stops it; push-harness simulate --nodes 10 brings nodes.');
}
