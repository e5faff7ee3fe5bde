import type { NewJob } from '../protocol/client/api.ts';
import type { NodeState } from '../protocol/client/job-progress.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import { withClient } from './connection/with-client.ts';
import type { Reading } from './files/read-named.ts';
import { runBatches } from './job/batches.ts';
import { chosenNodes, namedNodes } from './job/choose-nodes.ts';
import type { JobEnded } from './job/job-end.ts';
import { readJobFile } from './job/job-file.ts';
import { BAD_STATES } from './job/job-verdict.ts';
import { showStatus } from './job/progress-display.ts';
import { quorumOf } from './job/quorum.ts';
import { startOnce } from './job/start-once.ts';
import { watchToEnd } from './job/watch-to-end.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { filePath, flag, quorum, strings, text, whole, words } from './options/option-kinds.ts';
import type { OptionTable, OptionValues } from './options/option-table.ts';
import { POLL_OPTION } from './options/poll.ts';
import { printable } from './output/printable.ts';
import { defineCommand, type Surroundings } from './program/command.ts';
import { Interrupted, UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

const JOB_OPTIONS = {
  timeout: {
    kind: whole(0),
    value: 's',
    about: 'seconds that the command may run',
    defaultSaid: "the server's, 3600",
  },
  quorum: {
    kind: quorum,
    short: 'q',
    value: 'n|p%',
    about: 'nodes that must be ready, or their share, rounded up',
    default: '100%',
  },
  file: {
    kind: filePath,
    value: 'file',
    about: 'file to send to each node; the command finds its path in $CHEF_PUSH_JOB_FILE and $PUSHY_JOB_FILE',
  },
  capture: { kind: flag, about: 'keep what the command writes, for job output', default: false },
  withEnv: { kind: strings, value: 'json', about: 'environment of the command, a JSON object of strings' },
  asUser: { kind: text, value: 'name', about: 'user of the node to run as' },
  inDir: { kind: text, value: 'dir', about: 'folder of the node to run in' },
  nodes: {
    kind: words,
    onlyAsFlag: true,
    value: 'patterns',
    about: "nodes of the server whose names fit, such as 'web*,db-?'",
  },
  nodesFile: {
    kind: filePath,
    onlyAsFlag: true,
    value: 'file',
    about: 'file with names of nodes, one a line',
  },
  all: {
    kind: flag,
    onlyAsFlag: true,
    about: 'run it on every node of the server that is up',
    default: false,
  },
  includeDown: {
    kind: flag,
    onlyAsFlag: true,
    about: 'have --all and --nodes mean nodes that are down as well',
    default: false,
  },
  failOn: {
    kind: words,
    value: 'states',
    about: 'states of nodes that make the exit code 1, such as failed,nacked,unavailable,crashed',
    defaultSaid: 'failed, crashed, timed_out and aborted',
  },
  batch: {
    kind: quorum,
    value: 'n|p%',
    about: 'run it on so many nodes after the other, a job for each batch',
  },
  maxFail: {
    kind: whole(0),
    value: 'n',
    about: 'nodes that may fail with --batch; with one more no further batch is begun',
    default: 0,
  },
  nowait: { kind: flag, short: 'b', about: 'start the job and do not wait for it', default: false },
} satisfies OptionTable;

const HALF_ASKED =
  'Interrupted before the server had answered; push-harness job list shows whether the job was started';

type JobOptions = OptionValues<typeof JOB_OPTIONS>;

export const jobStart = defineCommand({
  description: `Follows the job until it ends, by its feed where the server has one, else by polling. The exit code is 0 only
if the job is complete and no node failed, crashed, timed out or was aborted. It is 5 where the end is not known:
the server gave no answer for half a minute, or it is in the documented dialect, which shows nodes that succeeded and
nodes that failed both as complete, and has no feed that tells them apart. Answers of what stands before the
server (502, 503, 504), and 429, are asked for again; a job is not started twice.

--fail-on says which nodes spoil the job in place of those. With --batch the exit code is that of the whole: 0 where no
more nodes failed than --max-fail allows. Which nodes are meant (--nodes, --nodes-file, --all) is said on the command line alone;
--nodes and --all mean those that are up.

${CONNECTION_HELP}`,
  arguments: [
    { name: '<command>', about: 'command line to run, in quotes', mayBeEmpty: true },
    { name: '[node...]', about: 'nodes to run it on; - reads their names from standard input' },
  ],
  options: { ...JOB_OPTIONS, ...POLL_OPTION, ...CONNECTION_OPTIONS },
  examples: [
    { about: 'run a command on two nodes', line: 'job start "uptime" web1 web2' },
    {
      about: 'run a script where at least half of the nodes are ready, and keep its output',
      line: `job start 'bash $CHEF_PUSH_JOB_FILE' web1 web2 web3 --file deploy.sh --quorum 50% --capture`,
    },
    {
      about: 'a tenth of the web servers at a time, until more than two have failed',
      line: `job start 'deploy' --nodes 'web*' --batch 10% --max-fail 2`,
    },
  ],
  endsInOrder: true,
  async run(surroundings, options, [command = '', ...nodes]) {
    const { output } = surroundings;
    const { nodes: patterns, nodesFile: file, all, includeDown, batch, maxFail } = options;
    const choice = { names: nodes, patterns, file, all, includeDown };
    const named = await namedNodes(choice, surroundings);
    if (batch !== undefined && options.nowait)
      throw new UsageError(
        '--batch waits for each job before it starts the next, and --nowait for none; give one of them.',
      );
    const failOn = failOnFrom(options.failOn);
    const asked = await newJob(command, options, surroundings);
    return withClient(surroundings, options, async (client) => {
      const { nodes: chosen, leftOut } = await chosenNodes(named, choice, client);
      if (leftOut.length > 0) output.remark(leftOutText(leftOut));
      const start = async (members: readonly string[]): Promise<string> => {
        const quorum = quorumOf(options.quorum, members.length);
        return await started(surroundings, client, { ...asked, nodes: members, quorum });
      };
      if (options.nowait) {
        await start(chosen);
        return EXIT.done;
      }
      const { pollInterval: pollIntervalSeconds } = options;
      const run = async (members: readonly string[]): Promise<JobEnded> => {
        const id = await start(members);
        return watchToEnd(surroundings, { client, id, pollIntervalSeconds, display: showStatus, failOn });
      };
      if (batch === undefined) return (await run(chosen)).code;
      return await runBatches(chosen, { batch, maxFail }, output, run);
    });
  },
});

/** Names shown of nodes that are left out. */
const MOST_SHOWN = 5;

function leftOutText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).map(printable).join(' ');
  const more = names.length > MOST_SHOWN ? ` and ${names.length - MOST_SHOWN} more` : '';
  return `Left out, since down: ${shown}${more}; --include-down has them asked all the same.`;
}

async function started({ output, signal }: Surroundings, client: RestClient, asked: NewJob): Promise<string> {
  const id = await startOnce(client, asked, (line) => output.remark(line)).catch((error: unknown) => {
    throw error === signal.reason ? new Interrupted(HALF_ASKED) : error;
  });
  output.answer(`Started.  Job ID: ${printable(id)}`);
  output.record({ event: 'started', id });
  return id;
}

/** States that can be named, each what a node ends in. */
const ENDS: readonly NodeState[] = [...BAD_STATES, 'nacked', 'unavailable', 'was_ready'];

function failOnFrom(given: readonly string[] | undefined): readonly NodeState[] | undefined {
  const states = given?.map((word) => ENDS.find((state) => state === word) ?? word);
  const wrong = states?.find((word) => !ENDS.some((state) => state === word));
  if (wrong === undefined) return states as readonly NodeState[] | undefined;
  throw new UsageError(
    `--fail-on has ${printable(wrong)}; give states of ${ENDS.join(', ')}, with commas between them.`,
  );
}

/** The job that the options describe, whatever its nodes. Throws `UsageError` for a file that cannot be sent. */
async function newJob(
  command: string,
  options: JobOptions,
  reading: Reading,
): Promise<Omit<NewJob, 'nodes' | 'quorum'>> {
  const { timeout, asUser, inDir, withEnv, file } = options;
  return {
    command,
    ...(timeout !== undefined && { runTimeoutSeconds: timeout }),
    ...(asUser !== undefined && { user: asUser }),
    ...(inDir !== undefined && { dir: inDir }),
    ...(withEnv !== undefined && { env: withEnv }),
    ...(file !== undefined && { file: await readJobFile(file, reading) }),
    ...(options.capture && { captureOutput: true }),
  };
}
