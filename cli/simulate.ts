import { privateKeyPem } from './connection/private-key.ts';
import { connectionFrom } from './connection/rest-connection.ts';
import { sayInsecure } from './connection/say-insecure.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import {
  durationWithUnit,
  filePath,
  flag,
  type OptionKind,
  text,
  textOrNumber,
  whole,
  wholeOrWord,
  words,
} from './options/option-kinds.ts';
import { missingOption } from './options/resolve-options.ts';
import { defineCommand } from './program/command.ts';
import { UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

const LARGEST_FLEET = 100_000;
const LARGEST_CREW = 64;
const LARGEST_SEED = 2 ** 32;

/** `--no-control` is false to the parser of words. */
const socketPath: OptionKind<string | false> = {
  ...filePath,
  expects: 'the path of a socket that is to be made',
  parse: (given) => (given === false ? false : filePath.parse(given)),
};

export const simulate = defineCommand({
  description: `Registers virtual nodes, brings them up and keeps them until interrupted; then they leave and their clients are
deleted. Commands of jobs are pretended: each succeeds after a moment. With --exec they are run for real; output bytes
that are no UTF-8 become U+FFFD. An aborted job ends all that it has started, one that succeeded leaves its services
(setsid) running until the fleet ends; a fleet that is killed is cleaned up after, its temporary files too. Whoever may
start jobs at the server then runs commands on this machine, which is why root needs --allow-root.

With --workers the nodes live in processes of their own, so that a machine holds more of them. Names, choices and their
order stay the same. What open files, ports and memory of this machine do not allow is said before it starts.
One Ctrl-C ends in order, a second one at once.

While it runs it can be steered from another terminal: push-harness fleet scale, behave, kill and fault.

With --fleet a file says it all: groups of nodes, jobs, events on the way, faults of the network, thresholds; it replays
itself by its seed. Without a target of its own the file gets a server for the run. --nodes, --seed and --duration win
over the file. A report is written, and the exit code is 99 when a threshold was crossed. push-harness init writes files
to begin with. Ready made: smoke, mixed, herd, flaky-datacentre, voting-storm, soak, hold, rolling-upgrade,
two-thousand, incident-server-restart.

On a terminal a view fills the window: nodes by group and state, jobs, errors, thresholds with their distance. NO_COLOR
takes its colours; TERM=dumb, CI and whatever is no terminal get plain lines, --json lines for machines.

${CONNECTION_HELP}`,
  options: {
    fleet: { kind: text, value: 'file|name', about: 'run a fleet file, or one that is ready made' },
    out: {
      kind: filePath,
      value: 'dir',
      about: 'folder for the report of --fleet',
      defaultSaid: 'a new one in reports/output',
    },
    csv: { kind: filePath, value: 'file', about: 'file for the metrics of --fleet, each second' },
    prometheus: {
      kind: whole(0, 65_535),
      value: 'port',
      about: 'port on 127.0.0.1 where Prometheus finds the metrics of --fleet; 0: a free one',
    },
    control: {
      kind: socketPath,
      value: 'path',
      about: 'Unix socket by which push-harness fleet steers the fleet',
      defaultSaid: 'one in a folder of your own',
    },
    noControl: { kind: flag, about: 'the fleet cannot be steered', default: false },
    nodes: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'number of nodes' },
    prefix: { kind: text, value: 'text', about: "text that each node's name begins with" },
    seed: {
      kind: textOrNumber,
      value: 'seed',
      about: 'the same seed gives the same names and choices',
      defaultSaid: 'drawn, and said',
    },
    duration: {
      kind: durationWithUnit,
      value: 'time',
      about: 'duration of --fleet, such as 90s or 2m',
      defaultSaid: 'as the file says',
    },
    behaviour: {
      kind: words,
      value: 'names',
      about: 'how the nodes behave; push-harness behaviours lists them',
    },
    exec: { kind: flag, about: 'run the commands of jobs for real', default: false },
    allowRoot: { kind: flag, about: 'allow --exec to run commands as root', default: false },
    keyPool: {
      kind: whole(0, 10_000),
      value: 'n',
      about: 'RSA keys that the nodes share; 0: one each',
      default: 8,
    },
    workers: {
      kind: wholeOrWord(1, LARGEST_CREW, 'auto'),
      value: 'n|auto',
      about: 'processes that share the nodes; auto: as many as cores and open files ask for',
      default: 'auto',
    },
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'a hundred nodes at the server that runs here', line: 'simulate --nodes 100' },
    { about: 'a ready-made fleet at a server of its own', line: 'simulate --fleet mixed' },
    {
      about: 'a large one in four processes',
      line: 'simulate --fleet two-thousand --nodes 8000 --workers 4',
    },
    {
      about: 'ten nodes that run real commands, at another server',
      line: 'simulate --server https://push.example:10003 --org dev --user admin --key admin.pem --nodes 10 --exec',
    },
  ],
  endsInOrder: true,
  async run(
    surroundings,
    {
      fleet,
      out,
      csv,
      prometheus,
      control: socket,
      noControl,
      nodes,
      behaviour,
      exec,
      allowRoot,
      keyPool,
      workers,
      prefix,
      seed,
      duration,
      ...options
    },
  ) {
    const control = noControl ? false : socket;
    if (fleet !== undefined) {
      const { runFleetFile } = await import('./simulate/file/run-fleet-file.ts');
      const own = {
        fleet,
        out,
        csv,
        prometheus,
        control,
        nodes,
        seed,
        duration,
        allowRoot,
        keyPool,
        workers,
      };
      return runFleetFile(surroundings, { ...options, ...own });
    }
    if (csv !== undefined || prometheus !== undefined)
      throw new UsageError(
        '--csv and --prometheus are of the metrics of --fleet; give a fleet, or leave them out.',
      );
    if (nodes === undefined) throw missingOption('simulate', 'nodes', 'N');
    const { privateKey, ...connection } = await connectionFrom(options, surroundings);
    sayInsecure(surroundings.output, connection.serverUrl, connection);
    const { runFleet } = await import('./simulate/run-fleet.ts');
    await runFleet(surroundings, {
      ...connection,
      control,
      privateKey: privateKeyPem(privateKey),
      nodes,
      behaviours: [...(behaviour ?? []), ...(exec ? ['exec'] : [])],
      allowRoot,
      keyPool,
      workers,
      unregister: true,
      prefix: prefix ?? '',
      seed: seed ?? Math.floor(Math.random() * LARGEST_SEED),
    });
    return EXIT.interrupted;
  },
});
