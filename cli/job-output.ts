import { type JobAnswer, output as outputOf } from '../protocol/client/api.ts';
import { isOver } from '../protocol/client/job-progress.ts';
import { withClient } from './connection/with-client.ts';
import { requireJob } from './job/follow-job.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { choice } from './options/option-kinds.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const jobOutput = defineCommand({
  description: `Prints what the command wrote on a node, as the server has it: byte for byte into a pipe or a file, and on a terminal
without what the terminal would obey, colours included. Output travels as JSON text: bytes that are not
valid UTF-8 arrive as U+FFFD, all others as they were. A node that dropped its output, because it was too large,
has none: push-harness doctor NODE says so.

${CONNECTION_HELP}`,
  arguments: [
    { name: '<id>', about: 'id of the job' },
    { name: '<node>', about: 'name of the node' },
  ],
  options: {
    channel: {
      kind: choice(['stdout', 'stderr']),
      value: 'name',
      about: 'stdout or stderr',
      default: 'stdout',
    },
    ...CONNECTION_OPTIONS,
  },
  examples: [
    {
      about: 'what the command wrote to its standard error on web1',
      line: 'job output 26e98ba162fa7ba6fb2793125553c7ae web1 --channel stderr',
    },
  ],
  run: (surroundings, options, [id = '', node = '']) =>
    withClient(surroundings, options, async (client) => {
      const { output } = surroundings;
      const bytes = await outputOf(client, id, node, options.channel);
      if (bytes === undefined) {
        throw new CheckFailed(noOutput(await requireJob(client, id), node));
      }
      const { stdout } = output;
      // a terminal is shown what it would obey, as is everything else of others; a pipe or a file gets the bytes
      if (!output.json) stdout.write(stdout.isTerminal ? Buffer.from(shownText(bytes)) : bytes);
      // bytes that are no UTF-8 show as U+FFFD in a machine line, as they do on the wire
      output.recordWhole({ job: id, node, channel: options.channel, text: bytes.toString('utf8') });
      return EXIT.done;
    }),
});

/** Why a job has no output of a node, as far as the job tells. */
function noOutput(job: JobAnswer, node: string): string {
  const state = Object.entries(job.nodes).find(([, names]) => names.includes(node))?.[0];
  if (state === undefined)
    return `${node} is not a node of job ${job.id}: ${Object.values(job.nodes).flat().slice(0, MOST_NAMED).join(', ')}.`;
  if (!job.captureOutput) return `Job ${job.id} was started without --capture: no output is kept of it.`;
  if (!isOver(job.status))
    return `Job ${job.id} is not over (${job.status}): there is no output of ${node} yet.`;
  return `There is no output of ${node} in job ${job.id}: the node is shown as ${state} there. One that dropped its output, because it was too large, says so to push-harness doctor ${node}.`;
}

/** Names that a message has of a job's nodes. */
const MOST_NAMED = 20;

function shownText(bytes: Buffer): string {
  const parts = bytes.toString('utf8').split(/(\r?\n|\t)/);
  return parts.map((part, index) => (index % 2 === 0 ? printable(part) : part)).join('');
}
