import type { NewJob } from '../protocol/client/api.ts';
import { withClient } from './connection/with-client.ts';
import type { Reading } from './files/read-named.ts';
import { readJobFile } from './job/job-file.ts';
import { showStatus } from './job/progress-display.ts';
import { quorumOf } from './job/quorum.ts';
import { startOnce } from './job/start-once.ts';
import { watchToEnd } from './job/watch-to-end.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { filePath, flag, quorum, strings, text, whole } from './options/option-kinds.ts';
import type { OptionTable, OptionValues } from './options/option-table.ts';
import { POLL_OPTION } from './options/poll.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
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

${CONNECTION_HELP}`,
  arguments: [
    { name: '<command>', about: 'command line to run, in quotes' },
    { name: '[node...]', about: 'nodes to run it on' },
  ],
  options: { ...JOB_OPTIONS, ...POLL_OPTION, ...CONNECTION_OPTIONS },
  examples: [
    { about: 'run a command on two nodes', line: 'job start "uptime" web1 web2' },
    {
      about: 'run a script where at least half of the nodes are ready, and keep its output',
      line: `job start 'bash $CHEF_PUSH_JOB_FILE' web1 web2 web3 --file deploy.sh --quorum 50% --capture`,
    },
  ],
  endsInOrder: true,
  async run(surroundings, options, [command = '', ...nodes]) {
    const { output, signal } = surroundings;
    if (nodes.length === 0) {
      throw new UsageError(
        'job start needs at least one node; name it after the command (push-harness node status lists them).',
      );
    }
    const twice = nodes.find((node, index) => nodes.indexOf(node) < index);
    if (twice !== undefined) throw new UsageError(`${twice} is named twice; name each node once.`);
    const asked = await newJob(command, nodes, options, surroundings);
    return withClient(surroundings, options, async (client) => {
      const remark = (line: string) => output.remark(line);
      const id = await startOnce(client, asked, remark).catch((error: unknown) => {
        throw error === signal.reason ? new Interrupted(HALF_ASKED) : error;
      });
      output.answer(`Started.  Job ID: ${printable(id)}`);
      output.record({ event: 'started', id });
      if (options.nowait) return EXIT.done;

      const pollIntervalSeconds = options.pollInterval;
      return watchToEnd(surroundings, { client, id, pollIntervalSeconds, display: showStatus });
    });
  },
});

/** The job that the options describe. Throws `UsageError` for a file that cannot be sent. */
async function newJob(
  command: string,
  nodes: readonly string[],
  options: JobOptions,
  reading: Reading,
): Promise<NewJob> {
  const { timeout, asUser, inDir, withEnv, file } = options;
  return {
    command,
    nodes,
    quorum: quorumOf(options.quorum, nodes.length),
    ...(timeout !== undefined && { runTimeoutSeconds: timeout }),
    ...(asUser !== undefined && { user: asUser }),
    ...(inDir !== undefined && { dir: inDir }),
    ...(withEnv !== undefined && { env: withEnv }),
    ...(file !== undefined && { file: await readJobFile(file, reading) }),
    ...(options.capture && { captureOutput: true }),
  };
}
