import { DIALECT_NAMES } from '../protocol/dialect-name.ts';
import { choice, filePath, number, text, words } from './options/option-kinds.ts';
import { SELECTION_OPTIONS } from './options/selection.ts';
import { TIMING_OPTIONS } from './options/timings.ts';
import { TLS_OPTIONS } from './options/tls.ts';
import { defineCommand } from './program/command.ts';

/** Quicker than the usual ten seconds, and still slow enough for any client. */
const HEARTBEAT_INTERVAL_MS = 1_000;

export const conformClient = defineCommand({
  description: `Plays the server against any push client: starts a server on free ports of this machine, makes a
node known to it, starts the client with a shell, and runs the scenarios of what a client has to do one after the other.
Without ids and topics all of them run.

The client finds its settings in the environment. PUSH_JOBS_SERVER_URL is http://HOST:PORT, PUSH_JOBS_ORG its organisation, and
PUSH_JOBS_CHEF_SERVER_URL both in one, http://HOST:PORT/organizations/ORG. PUSH_JOBS_NODE_NAME is the node, which is also the
client that signs its requests, and PUSH_JOBS_KEY_FILE the path of that client's private key (PEM, mode 0600).
PUSH_JOBS_WHITELIST is the path of a JSON file: texts of jobs, and the command line to run for each. PUSH_JOBS_WORK_DIR is a
folder for files that come with jobs, removed afterwards. PUSH_JOBS_DIALECT is the dialect of the server. With --tls self
the server speaks https, and PUSH_JOBS_CA_FILE is the path of the certificate to trust (PEM).

It runs in a process group of its own, which is ended afterwards. What it writes is kept beside the reports, in
client.stdout.log and client.stderr.log. Waits come from the heartbeat interval.

One client is there for all scenarios. One that ends, or does not settle after a scenario, is started again for the next one. A
scenario that fails while this machine kept the judge waiting is tried again at the end, by a client that is started anew; if it fails
so again, it is inconclusive. A client may have the quirks of the shipped one, and those that
somebody else can make use of are shown as warnings; --quirks none accepts none. --client FILE describes a client in YAML: its
name, a description, its command, the quirks that it may have, and known-failures with an id, a reason and perhaps expires.

Exit codes: 0 every must that ran has passed, with accepted quirks or without, or is known to fail; 1 a must failed; 2 wrong usage
or a broken file; 3 the client sent nothing to the server; 4 the list of known failures is stale,
nothing ran, or more than 1 % of the musts are inconclusive; 70 an error of
push-harness; 130 interrupted, with a report of what was done.`,
  arguments: [{ name: '[scenarios...]', about: 'ids such as CLIENT-003, and topics such as heartbeats' }],
  options: {
    command: { kind: text, value: 'command', about: 'command line for the shell that starts the client' },
    client: { kind: filePath, value: 'file', about: 'file that describes the client' },
    quirks: {
      kind: text,
      value: 'names',
      about:
        'quirks that the client may have: shipped (all), none, or names with commas between; push-harness quirks lists them',
      defaultSaid: "those of the client's file, or shipped",
    },
    only: { kind: words, value: 'ids', about: 'the same as ids among the arguments' },
    ...SELECTION_OPTIONS,
    tls: {
      ...TLS_OPTIONS.tls,
      about: 'play a server of https, by a certificate that it makes; PUSH_JOBS_CA_FILE tells the client',
    },
    dialect: {
      kind: choice(DIALECT_NAMES),
      value: 'name',
      about: `dialect of the server: ${DIALECT_NAMES.join(' or ')}`,
      default: 'documented',
    },
    heartbeatInterval: { ...TIMING_OPTIONS.heartbeatInterval, default: HEARTBEAT_INTERVAL_MS },
    patience: {
      kind: number(0, 86_400),
      value: 's',
      about:
        'time that the client has for its first contact, and the longest of all waits: scenarios that take longer are left out',
      default: 60,
    },
    out: { kind: filePath, value: 'dir', about: 'folder of the reports', default: 'client-report' },
  },
  examples: [
    {
      about: "judge this package's own node",
      line: "conform-client --command 'npx push-harness node run --exec'",
    },
    {
      about: 'judge the Ruby client, whose configuration a script writes (see docs/conform-client.md)',
      line: 'conform-client --command ./ruby-client.sh --out report',
    },
    { about: 'judge a client as its file says', line: 'conform-client --client my-client.yaml' },
    {
      about: 'try again what failed',
      line: 'conform-client --client my-client.yaml --rerun client-report/rerun.txt',
    },
  ],
  endsInOrder: true,
  async run(surroundings, options, ids) {
    const { runConformClient } = await import('./conform-client/run-conform-client.ts');
    return runConformClient(surroundings, { ...options, words: [...ids, ...(options.only ?? [])] });
  },
});
