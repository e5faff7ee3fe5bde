import { resolve } from 'node:path';
import { keyPairsAhead } from '../server/access/key-pairs-ahead.ts';
import type { RunningChefServer } from '../server/chef-server/start-chef-server.ts';
import { writeLocalServer } from './connection/local-server.ts';
import { DEFAULT_CHEF_DATA_FOLDER } from './options/chef-server.ts';
import { DEFAULT_USER } from './options/connection.ts';
import { LOG_OPTION, logTo } from './options/log.ts';
import { filePath, port, text, url } from './options/option-kinds.ts';
import type { Output } from './output/output.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';
import { aborted } from './program/signals.ts';
import { sayStopped } from './program/stopped.ts';

export const chefServer = defineCommand({
  description: `A push server asks a Chef server who its callers are. This one answers what push servers ask: organisations, users,
clients and groups over REST (signed, at http and https), and who a principal is (unsigned, at the principals port, on
this machine alone). With --push-server it puts that server behind its own two addresses, as Chef's nginx does:
/organizations/ORG/pushy and /pushy go there, everything else is answered here. So a push server is judged in CI with no
Chef installation.

On its first start it makes the data folder: the database, an organisation, its admin (user admin) and the superuser
pivotal with their private keys in DATA/keys, and the certificate of https in DATA/tls. It serves until SIGINT or SIGTERM.
The log goes to stderr.`,
  options: {
    host: {
      kind: text,
      value: 'host',
      about: 'address to listen at; 0.0.0.0 listens at all addresses',
      default: '127.0.0.1',
    },
    httpPort: { kind: port, value: 'port', about: 'port for http; 0 takes a free one', default: 10_080 },
    httpsPort: { kind: port, value: 'port', about: 'port for https; 0 takes a free one', default: 10_443 },
    principalsPort: {
      kind: port,
      value: 'port',
      about: 'port for unsigned requests about principals, on 127.0.0.1 only; 0 takes a free one',
      default: 8_000,
    },
    pushServer: {
      kind: url,
      value: 'url',
      about: 'push server to put behind the same addresses; it may start later',
      defaultSaid: 'none',
    },
    advertise: {
      kind: text,
      value: 'host',
      about: 'name or address (IPv4, IPv6) of this server for its clients; the certificate is for it',
      defaultSaid: 'that of --host',
    },
    data: {
      kind: filePath,
      value: 'dir',
      about: 'data folder of the Chef server',
      default: DEFAULT_CHEF_DATA_FOLDER,
    },
    org: { kind: text, value: 'name', about: 'organisation; created if it does not exist', default: 'dev' },
    ...LOG_OPTION,
  },
  examples: [
    {
      about: 'with our own push server behind it, which asks it (in another terminal)',
      line: 'chef-server --push-server http://127.0.0.1:10003',
    },
    {
      about: 'the push server',
      line: `serve --chef-server http://127.0.0.1:10080 --chef-server-key ${DEFAULT_CHEF_DATA_FOLDER}/keys/pivotal.pem`,
    },
    {
      about: 'send all requests to this address: of nodes, of jobs, of conformance runs',
      line: `simulate --nodes 10 --data ${DEFAULT_CHEF_DATA_FOLDER}`,
    },
  ],
  endsInOrder: true,
  async run({ output, folder, signal }, options) {
    const { host, httpPort, httpsPort, principalsPort, pushServer, advertise, org } = options;
    const data = resolve(folder, options.data);
    const drawKeyPair = keyPairsAhead(data);
    const { startChefServer } = await import('../server/chef-server/start-chef-server.ts');
    const server = await startChefServer({
      host,
      httpPort,
      httpsPort,
      principalsPort,
      data,
      org,
      drawKeyPair,
      logger: await logTo(options.logLevel),
      ...(pushServer !== undefined && { pushServer }),
      ...(advertise !== undefined && { advertise }),
    });
    try {
      writeLocalServer(data, { url: server.url, org });
      reportReady(output, server, pushServer);
      await aborted(signal);
    } finally {
      await server.stop();
    }
    sayStopped(output, server.health);
    return EXIT.done;
  },
});

function reportReady(output: Output, server: RunningChefServer, pushServer: string | undefined): void {
  const { url, httpsUrl, principalsUrl, org, certificateFile } = server;
  const [key, superuserKey] = [server.keyFile(DEFAULT_USER), server.keyFile('pivotal')];
  output.record({
    event: 'ready',
    url,
    https: httpsUrl,
    principals: principalsUrl,
    push_server: pushServer,
    org,
    user: DEFAULT_USER,
    key,
    superuser: 'pivotal',
    superuser_key: superuserKey,
    certificate: certificateFile,
    pid: process.pid,
  });
  output.answer(`A Chef server with organisation ${org} is at ${output.stdout.paint('title', url)}`);
  output.answer(`  https        ${httpsUrl}`);
  output.answer(`  certificate  ${certificateFile}`);
  output.answer(`  principals   ${principalsUrl} (unsigned, this machine alone)`);
  output.answer(`  push server  ${pushServer ?? 'none; --push-server URL puts one behind these addresses'}`);
  output.answer(`  admin key    ${key}`);
  output.answer(`  pivotal key  ${superuserKey}`);
  output.answer('Ctrl-C stops it.');
}
