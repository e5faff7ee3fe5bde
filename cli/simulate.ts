import { connectionFrom } from './connection/connection.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { flag, text, textOrNumber, whole, words } from './options/option-kinds.ts';
import { missingOption } from './options/resolve-options.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

const LARGEST_FLEET = 100_000;

export const simulate = defineCommand({
  description: `Registers virtual nodes, brings them up and keeps them until interrupted; then they leave and their clients are
deleted. Commands of jobs are pretended: each succeeds after a moment. With --exec they are run for real, each in
a process group of its own that ends with the node; output bytes that are no UTF-8 become U+FFFD. Whoever may
start jobs at the server then runs commands on this machine, which is why root needs --allow-root.

${CONNECTION_HELP}`,
  options: {
    nodes: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'how many nodes' },
    prefix: { kind: text, value: 'text', about: "begins each node's name" },
    seed: {
      kind: textOrNumber,
      value: 'seed',
      about: 'the same seed gives the same names and choices',
      defaultSaid: 'drawn, and said',
    },
    behaviour: {
      kind: words,
      value: 'names',
      about: 'how the nodes behave; push-harness behaviours lists them',
    },
    exec: { kind: flag, about: 'run the commands of jobs for real', default: false },
    allowRoot: { kind: flag, about: 'even as root', default: false },
    keyPool: {
      kind: whole(0, 10_000),
      value: 'n',
      about: 'RSA keys that the nodes share; 0: one each',
      default: 8,
    },
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'a hundred nodes at the server that runs here', line: 'simulate --nodes 100' },
    {
      about: 'ten nodes that run real commands, at another server',
      line: 'simulate --server https://push.example:10003 --org dev --user admin --key admin.pem --nodes 10 --exec',
    },
  ],
  endsInOrder: true,
  async run(surroundings, { nodes, behaviour, exec, allowRoot, keyPool, prefix, seed, ...options }) {
    if (nodes === undefined) throw missingOption('simulate', 'nodes', 'N');
    const connection = connectionFrom(options, surroundings.folder);
    const { runFleet } = await import('./simulate/run-fleet.ts');
    await runFleet(surroundings, {
      ...connection,
      nodes,
      behaviours: [...(behaviour ?? []), ...(exec ? ['exec'] : [])],
      exec: { allowRoot },
      keyPool,
      unregister: true,
      ...(prefix !== undefined && { prefix }),
      ...(seed !== undefined && { seed }),
    });
    return EXIT.interrupted;
  },
});
