import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { filePath, number, text, whole, wholeOrWord } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';

const LARGEST_FLEET = 100_000;
const LARGEST_CREW = 64;

export const capacity = defineCommand({
  description: `Searches for the most nodes that a server holds under a condition. Each trial brings a fleet up at once and runs
jobs on all of it. The number is doubled until the condition breaks, the gap is halved, and the trials on both sides of
the edge are repeated, so that one lucky run does not decide. Prints the verdict with its confidence and what stood in
the way, and writes the curve as a report; an interrupted search leaves what it saw.

Without --server each trial has a server of its own on this machine, which it shares with the fleet. The condition is
made of the metrics of a fleet's report with && between comparisons. A server that fails jobs, or loses nodes on their
way up, holds nothing, whatever the condition says.

With --server: ${CONNECTION_HELP}`,
  options: {
    slo: {
      kind: text,
      value: 'condition',
      about: 'what must hold',
      default: 'vote_seconds.p99 < 5 && false_down == 0',
    },
    from: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'nodes of the first trial', default: 500 },
    max: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'nodes of the largest', default: 10_000 },
    precision: {
      kind: number(0.1, 100),
      value: 'percent',
      about: 'the edge is found to this share',
      default: 10,
    },
    repeats: { kind: whole(1, 100), value: 'n', about: 'trials on either side of the edge', default: 3 },
    jobs: { kind: whole(1, 1_000), value: 'n', about: 'jobs on all nodes in a trial', default: 3 },
    jobEvery: {
      kind: number(0.1, 3_600),
      value: 's',
      about: 'seconds from one job to the next',
      default: 5,
    },
    heartbeatInterval: {
      kind: whole(10, 3_600_000),
      value: 'ms',
      about: 'of a server of its own',
      defaultSaid: "the server's",
    },
    workers: {
      kind: wholeOrWord(1, LARGEST_CREW, 'auto'),
      value: 'n',
      about: 'processes that share the nodes',
      default: 'auto',
    },
    keyPool: {
      kind: whole(0, 10_000),
      value: 'n',
      about: 'RSA keys that the nodes share; 0: one each',
      default: 8,
    },
    out: {
      kind: filePath,
      value: 'dir',
      about: 'folder for the report',
      defaultSaid: 'a new one in reports/output',
    },
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'a server of its own, to five seconds for a vote', line: 'capacity' },
    {
      about: 'another server, under a condition of your own',
      line: "capacity --server https://push.example:10003 --org dev --user admin --key admin.pem --slo 'job_seconds.max < 20 && false_down == 0'",
    },
  ],
  endsInOrder: true,
  async run(surroundings, { precision, ...options }) {
    const { runCapacity } = await import('./capacity/run-capacity.ts');
    return runCapacity(surroundings, { ...options, precision: precision / 100 });
  },
});
