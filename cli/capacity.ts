import { parseDuration } from '../files/settings/duration.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { durationWithUnit, filePath, number, text, whole, wholeOrWord } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';

const LARGEST_FLEET = 100_000;
const LARGEST_CREW = 64;

export const capacity = defineCommand({
  description: `Searches for the most nodes that a server holds under a condition. Each trial brings a fleet up at once and runs
jobs on all of it. The number of nodes is doubled until the condition is not met, then the interval is halved again and
again. The trials just below and just above the limit are repeated until the limit is sure enough, so that one lucky run does
not decide. Prints the limit with its confidence and what was seen to limit it, and writes a report with the curve, also
when it is interrupted.

Without --server each trial has a server of its own on this machine, which it shares with the fleet. The condition is
made of the metrics of a fleet's report with && between comparisons. A trial in which a job
fails, or a node does not come up, counts as failed whatever the condition is.

With --server: ${CONNECTION_HELP}`,
  options: {
    slo: {
      kind: text,
      value: 'condition',
      about: 'condition that every trial must meet',
      default: 'vote_seconds.p99 < 5 && false_down == 0',
    },
    from: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'nodes of the first trial', default: 500 },
    max: { kind: whole(1, LARGEST_FLEET), value: 'n', about: 'nodes of the largest trial', default: 10_000 },
    precision: {
      kind: number(0.1, 100),
      value: 'percent',
      about: 'stop when the limit is known to within this percentage',
      default: 10,
    },
    repeats: {
      kind: whole(1, 100),
      value: 'n',
      about: 'trials just below and just above the limit',
      default: 3,
    },
    confidence: {
      kind: number(50, 99.9),
      value: 'percent',
      about: 'repeat them until the limit is as sure as this, or the time is over',
      default: 80,
    },
    searchTime: {
      kind: durationWithUnit,
      value: 'time',
      about: 'duration after which nothing is repeated to be surer',
      default: '30m',
    },
    jobs: { kind: whole(1, 1_000), value: 'n', about: 'jobs on all nodes in a trial', default: 3 },
    jobEvery: {
      kind: number(0.1, 3_600),
      value: 's',
      about: 'seconds from the end of one job to the start of the next',
      default: 5,
    },
    heartbeatInterval: {
      kind: whole(10, 3_600_000),
      value: 'ms',
      about: 'heartbeat interval of the server of a trial, without --server',
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
  async run(surroundings, { precision, confidence, searchTime, ...options }) {
    const { runCapacity } = await import('./capacity/run-capacity.ts');
    return runCapacity(surroundings, {
      ...options,
      precision: precision / 100,
      confidence: confidence / 100,
      searchTimeMs: parseDuration(searchTime) ?? 0,
    });
  },
});
