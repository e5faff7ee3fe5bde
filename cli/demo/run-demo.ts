import { output as outputOf, startJob } from '../../protocol/client/api.ts';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import { followJob } from '../job/follow-job.ts';
import { judgeJob } from '../job/job-verdict.ts';
import { showStatus } from '../job/progress-display.ts';
import { durationText } from '../job/words.ts';
import type { Output } from '../output/output.ts';
import type { Surroundings } from '../program/command.ts';
import { Interrupted } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { demoJob } from './demo-job.ts';
import { type Laps, startLaps } from './laps.ts';
import { type NodeRun, runTable } from './run-table.ts';
import { untilAvailable, type World, withWorld } from './world.ts';

const NODES = 25;

/** Asks again so often, should there be no feed. */
const POLL_INTERVAL_MS = 100;

/**
 * Runs the demo with all its data in `folder`. Everything is stopped when it ends. Throws `Interrupted` when the
 * signal comes before the job is over.
 */
export async function runDemo(surroundings: Surroundings, folder: string): Promise<ExitCode> {
  const { output } = surroundings;
  const clock = systemClock;
  const laps = startLaps(clock);
  const exitCode = await withWorld(folder, clock, async (world) => {
    laps.end('start', 'server ready');
    output.remark(`A server in the ${world.server.dialect} dialect listens at ${world.server.url}.`);
    await world.fleet.addAll(NODES);
    await untilAvailable(world, NODES, clock, surroundings.signal);
    laps.end('nodes', `${NODES} nodes registered and available`);
    return runJob(world, surroundings, clock, laps);
  });
  laps.end('stop', 'everything stopped');
  output.answer('');
  for (const { text, ms } of laps.all) output.answer(`${durationText(0, ms * 1_000).padStart(8)}  ${text}`);
  const times = laps.all.map(({ name, ms }) => [name, Math.round(ms)]);
  output.record({ event: 'times', ms: Object.fromEntries(times) });
  return exitCode;
}

async function runJob(
  { client, fleet }: World,
  { output, signal }: Surroundings,
  clock: Clock,
  laps: Laps,
): Promise<ExitCode> {
  if (signal.aborted) throw interrupted();
  const nodes = [...fleet.nodes.keys()].sort();
  const exitCodes = new Map<string, number | null>();
  fleet.events.on('commandEnded', (node, _, result) => exitCodes.set(node.name, result.exitCode));
  output.remark(`${nodes.length} nodes are available.`);

  const job = demoJob(nodes);
  const id = await startJob(client, job);
  output.answer(`Started.  Job ID: ${id}`);
  output.record({ event: 'started', id });
  const progress = new JobProgress();
  const display = showStatus({ id, progress, output, clock, vanishes: true });
  const onChange = display.changed;
  const followed = { client, id, progress, pollIntervalMs: POLL_INTERVAL_MS, clock, signal, onChange };
  const ended = await followJob(followed).finally(() => display.end());
  if (ended === undefined) throw interrupted();
  laps.end('job', `job: ${phases(progress)}`);

  const runs = await Promise.all(
    nodes.map(async (name): Promise<NodeRun> => {
      const stdout = await outputOf(client, id, name, 'stdout');
      return { name, exitCode: exitCodes.get(name), stdout: stdout?.toString('utf8') ?? '' };
    }),
  );
  laps.end('output', 'output of all nodes read');
  showRuns(output, runs, progress);
  return judgeJob(progress).ok ? EXIT.done : EXIT.failed;
}

function interrupted(): Interrupted {
  return new Interrupted('Interrupted; everything is stopped, nothing is left');
}

function phases({ startedAt, quorumAt, endedAt }: JobProgress): string {
  return `voting ${durationText(startedAt, quorumAt)}, running ${durationText(quorumAt, endedAt)}`;
}

function showRuns(output: Output, runs: readonly NodeRun[], progress: JobProgress): void {
  for (const line of runTable(runs, progress, output.stdout)) output.answer(line);
  for (const { name, exitCode, stdout } of runs) {
    output.record({ event: 'node', node: name, exit_code: exitCode, stdout });
  }
}
