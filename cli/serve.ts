import { resolve } from 'node:path';
import { DIALECT_NAMES } from '../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../protocol/quirks/catalogue.ts';
import { parseQuirkChoice, type QuirkChoice } from '../protocol/quirks/quirk-choice.ts';
import { systemClock } from '../protocol/time/clock.ts';
import { keyPairsAhead } from '../server/access/key-pairs-ahead.ts';
import type { RunningServer } from '../server/running-server.ts';
import { writeLocalServer } from './connection/local-server.ts';
import { renewCertificate } from './connection/renew-certificate.ts';
import { sayInsecure } from './connection/say-insecure.ts';
import { CHEF_SERVER_OPTIONS, chefServerFrom, DEFAULT_CHEF_DATA_FOLDER } from './options/chef-server.ts';
import { DATA_OPTION, DEFAULT_USER } from './options/connection.ts';
import { LOG_OPTION, logTo } from './options/log.ts';
import { choice, flag, port, text } from './options/option-kinds.ts';
import { TIMING_OPTIONS, timingsFrom } from './options/timings.ts';
import { certificateFileOf, TLS_OPTIONS, tlsFrom } from './options/tls.ts';
import { TRACE_OPTIONS } from './options/trace.ts';
import type { Output } from './output/output.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';
import { aborted } from './program/signals.ts';
import { sayStopped } from './program/stopped.ts';
import { traceTo } from './trace/trace-to.ts';

export const serve = defineCommand({
  description: `Serves until SIGINT or SIGTERM, then stops in order; a second signal stops at once. On its first start it makes the
data folder: the database, the server's keys, an organisation, its admin (user admin) and the superuser pivotal,
with their private keys in DATA/keys. The log goes to stderr.

The documented dialect is the API as it was published; knife and tools made for the shipped server want
--dialect pushy-server. With the documented dialect knife reports every job as failed and shows no state of nodes.

With --chef-server it keeps no principals: it asks that Chef server, as the shipped server does, at each request,
who the caller is and in which groups. Only the ids of organisations are remembered.`,
  options: {
    host: {
      kind: text,
      value: 'host',
      about: 'address to listen at; 0.0.0.0 listens at all addresses',
      default: '127.0.0.1',
    },
    port: {
      kind: port,
      value: 'port',
      about: 'port of the REST interface; 0 takes a free one',
      default: 10_003,
    },
    heartbeatPort: {
      kind: port,
      value: 'port',
      about: 'port for heartbeats (ZeroMQ); 0 takes a free one',
      default: 10_000,
    },
    commandPort: {
      kind: port,
      value: 'port',
      about: 'port for commands (ZeroMQ); 0 takes a free one',
      default: 10_002,
    },
    advertise: {
      kind: text,
      value: 'host',
      about: 'name or address (IPv4, IPv6) that nodes are told to connect to, without scheme and port',
      defaultSaid: 'that of --host',
    },
    ...DATA_OPTION,
    org: { kind: text, value: 'name', about: 'organisation; created if it does not exist', default: 'dev' },
    dialect: {
      kind: choice(DIALECT_NAMES),
      value: 'name',
      about: 'documented, or pushy-server for knife and the shipped client',
      default: 'documented',
    },
    curve: { kind: flag, about: 'disable CURVE encryption, to read commands on the network', default: true },
    allowUnencrypted: {
      kind: flag,
      about:
        'take nodes without encryption too (version 1), at the next two ports; others can read their commands',
      default: false,
    },
    unencryptedHeartbeatPort: {
      kind: port,
      value: 'port',
      about: 'port for heartbeats to nodes without encryption; 0 takes a free one',
      default: 10_010,
    },
    unencryptedCommandPort: {
      kind: port,
      value: 'port',
      about: 'port for commands to nodes without encryption; 0 takes a free one',
      default: 10_012,
    },
    freshKeys: {
      kind: flag,
      about: 'new CURVE and session keys at each start, as the shipped server does',
      default: false,
    },
    quirks: {
      kind: text,
      value: 'names',
      about:
        'quirks of the shipped server to have: shipped (all of them), none, or names with commas between; push-harness quirks lists them',
      default: 'none',
    },
    ...TLS_OPTIONS,
    ...CHEF_SERVER_OPTIONS,
    ...TRACE_OPTIONS,
    ...LOG_OPTION,
    ...TIMING_OPTIONS,
  },
  examples: [
    { about: 'serve on this machine, at the usual ports', line: 'serve' },
    {
      about: 'serve as the shipped server does, faults included',
      line: 'serve --dialect pushy-server --quirks shipped',
    },
    {
      about: 'serve beside a Chef server, here our own (push-harness chef-server)',
      line: `serve --chef-server http://127.0.0.1:10080 --chef-server-key ${DEFAULT_CHEF_DATA_FOLDER}/keys/pivotal.pem`,
    },
    { about: 'serve over https, by a certificate that it makes', line: 'serve --tls self' },
    {
      about: 'serve clients of version 1, which cannot encrypt, beside others',
      line: 'serve --allow-unencrypted',
    },
    {
      about: 'see what the push client of web1 says, and what the server makes of it',
      line: 'serve --trace web1',
    },
    {
      about: 'serve on free ports, for a test',
      line: 'serve --port 0 --heartbeat-port 0 --command-port 0 --json',
    },
  ],
  endsInOrder: true,
  async run(surroundings, options) {
    const { output, folder, signal, env } = surroundings;
    const { host, advertise, org, dialect, curve, allowUnencrypted, freshKeys, quirks } = options;
    const data = resolve(folder, options.data);
    const chefServer = await chefServerFrom(options, { folder, signal, env });
    sayInsecure(output, chefServer?.url ?? '', chefServer?.reach ?? {}, 'chef-server-ca');
    const tls = await tlsFrom(options, { folder, signal });
    const trace = traceTo(output, options);
    const drawKeyPair = chefServer === undefined ? keyPairsAhead(data) : undefined;
    const [{ startReferenceServer }, { GarbageWatch }, logger] = await Promise.all([
      import('../server/server.ts'),
      import('../server/garbage-watch.ts'),
      logTo(options.logLevel),
    ]);
    const server = await startReferenceServer({
      host,
      port: options.port,
      heartbeatPort: options.heartbeatPort,
      commandPort: options.commandPort,
      data,
      org,
      dialect,
      curve,
      allowUnencrypted,
      unencryptedHeartbeatPort: options.unencryptedHeartbeatPort,
      unencryptedCommandPort: options.unencryptedCommandPort,
      freshKeys,
      // the server checks the names
      quirks: parseQuirkChoice(quirks) as QuirkChoice<ServerQuirkName>,
      timings: timingsFrom(options),
      logger,
      ...(trace !== undefined && { trace }),
      ...(drawKeyPair !== undefined && { drawKeyPair }),
      ...(chefServer !== undefined && { chefServer }),
      ...(tls !== undefined && { tls }),
      ...(advertise !== undefined && { advertise }),
    });
    const garbage = new GarbageWatch({ clock: systemClock });
    try {
      const certificate = server.certificateFile ?? certificateFileOf(options, folder);
      writeLocalServer(data, { url: server.url, org, ca: certificate });
      sayReady(output, server, { org, data, certificate, chefServer: options.chefServer });
      const stopRenewing = renewCertificate(surroundings, options, (pair) => server.useCertificate(pair));
      await aborted(signal);
      stopRenewing();
    } finally {
      garbage.stop();
      await server.stop();
    }
    sayStopped(output, server.store.health);
    return EXIT.done;
  },
});

const TOOLS_WANT = '  knife and the shipped client: --dialect pushy-server';

interface Asked {
  readonly org: string;
  readonly data: string;
  /** Where the certificate is that clients are to trust; undefined over http. */
  readonly certificate: string | undefined;
  readonly chefServer: string | undefined;
}

function sayReady(
  output: Output,
  server: RunningServer,
  { org, data, certificate, chefServer }: Asked,
): void {
  const key = server.keyFile(DEFAULT_USER);
  const { url, heartbeatAddress, commandAddress, unencrypted, dialect } = server;
  output.record({
    event: 'ready',
    url,
    heartbeat: heartbeatAddress,
    command: commandAddress,
    ...(unencrypted !== undefined && {
      unencrypted: { heartbeat: unencrypted.heartbeatAddress, command: unencrypted.commandAddress },
    }),
    org,
    ...(chefServer === undefined ? { user: DEFAULT_USER, key } : { chef_server: chefServer }),
    dialect,
    ...(certificate !== undefined && { certificate }),
    pid: process.pid,
  });
  const served = chefServer === undefined ? `organisation ${org}` : `the organisations of ${chefServer}`;
  output.answer(`Serving ${served} in the ${dialect} dialect at ${output.stdout.paint('title', url)}`);
  output.answer(`  heartbeats  ${heartbeatAddress}`);
  output.answer(`  commands    ${commandAddress}`);
  if (unencrypted !== undefined) {
    output.answer(`  unencrypted heartbeats  ${unencrypted.heartbeatAddress}`);
    output.answer(
      `  unencrypted commands    ${unencrypted.commandAddress}  (others can read them on the way)`,
    );
  }
  output.answer(`  data        ${data}`);
  if (chefServer === undefined) output.answer(`  admin key   ${key}`);
  if (certificate !== undefined) output.answer(`  certificate ${certificate} (for --ca)`);
  if (dialect === 'documented') output.answer(TOOLS_WANT);
  const nodes = chefServer === undefined ? '; push-harness simulate --nodes 10 brings nodes' : '';
  output.answer(`Ctrl-C stops it${nodes}.`);
}
