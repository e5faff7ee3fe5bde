import { type NewJob, startJob } from '../../../protocol/client/api.ts';
import { JobProgress, type NodeProgress } from '../../../protocol/client/job-progress.ts';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import type { PlannedJob } from '../../../simulator/plan/job-series.ts';
import type { GroupRuns, JobEnd, JobOutcome } from '../../../simulator/run/job-outcome.ts';
import { followJob } from '../../job/follow-job.ts';
import { BAD_STATES } from '../../job/job-verdict.ts';
import { FeedOrder } from './feed-order.ts';

/** Between two questions about a job whose feed is over or missing. */
const POLL_INTERVAL_MS = 500;

const ENDS: readonly JobEnd[] = ['complete', 'quorum_failed', 'timed_out', 'aborted'];

/**
 * Starts a job and follows it to its end, or to the signal. Never rejects: what goes wrong is in the outcome.
 * @param progress can be read while the job runs
 */
export async function runJob(
  client: RestClient,
  planned: PlannedJob,
  groupOf: (node: string) => string | undefined,
  signal: AbortSignal,
  progress = new JobProgress(),
): Promise<JobOutcome> {
  const { clock } = client;
  const askedAtMs = clock.monotonic();
  const outcome = (end: JobEnd, startSeconds: number | undefined, error: unknown): JobOutcome => ({
    label: planned.label,
    job: planned.rule.name,
    end,
    nodes: planned.nodes.length,
    ...(startSeconds !== undefined && { startSeconds }),
    ...(error !== undefined && { error: error instanceof Error ? error.message : String(error) }),
    feedFaults: order.faults(),
    ...jobOutcomeOf(progress, groupOf),
  });
  const order = new FeedOrder();
  let startSeconds: number | undefined;
  try {
    const id = await startJob(client, newJob(planned));
    startSeconds = (clock.monotonic() - askedAtMs) / 1_000;
    const followed = { client, id, progress, pollIntervalMs: POLL_INTERVAL_MS, clock, signal };
    const ended = await followJob({ ...followed, onChange: (event) => event && order.note(event) });
    if (ended === undefined) return outcome('unfinished', startSeconds, undefined);
    return outcome(ENDS.find((end) => end === ended.status) ?? 'crashed', startSeconds, undefined);
  } catch (error) {
    if (signal.aborted) return outcome('unfinished', startSeconds, undefined);
    return outcome(startSeconds === undefined ? 'refused' : 'crashed', startSeconds, error);
  }
}

function newJob({ rule, nodes, quorum }: PlannedJob): NewJob {
  const { command, runTimeoutSeconds, capture, user, dir, env, file } = rule;
  return {
    command,
    nodes,
    captureOutput: capture,
    ...(quorum !== undefined && { quorum }),
    ...(runTimeoutSeconds !== undefined && { runTimeoutSeconds }),
    ...(user !== undefined && { user }),
    ...(dir !== undefined && { dir }),
    ...(env !== undefined && { env }),
    ...(file !== undefined && { file }),
  };
}

/** What the feed told of each node, in seconds. */
export function jobOutcomeOf(
  progress: JobProgress,
  groupOf: (node: string) => string | undefined = () => undefined,
): Pick<JobOutcome, 'runs' | 'unavailable' | 'jobSeconds'> {
  const jobSeconds = secondsBetween(progress.startedAt, progress.endedAt);
  const groups = new Map<string | undefined, NodeProgress[]>();
  for (const node of progress.nodes.values()) {
    const group = groupOf(node.name);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [node]);
    else members.push(node);
  }
  return {
    runs: [...groups].map(([group, nodes]) => runsOf(nodes, group, progress)),
    unavailable: progress.count('unavailable'),
    ...(jobSeconds !== undefined && { jobSeconds }),
  };
}

function runsOf(nodes: readonly NodeProgress[], group: string | undefined, progress: JobProgress): GroupRuns {
  return {
    ...(group !== undefined && { group }),
    succeeded: nodes.filter(({ state }) => state === 'succeeded' || state === 'complete').length,
    runsFailed: nodes.filter((node) => hasRun(node, progress) && BAD_STATES.includes(node.state)).length,
    voteSeconds: nodes.flatMap((node) => secondsBetween(progress.startedAt, node.votedAt) ?? []),
    runSeconds: nodes.flatMap((node) => secondsBetween(node.startedAt, node.endedAt) ?? []),
  };
}

/** Whether its command was started, where the feed tells; without it, whether it may have been. */
function hasRun({ startedAt }: NodeProgress, { toldEachNode }: JobProgress): boolean {
  return startedAt !== undefined || !toldEachNode;
}

function secondsBetween(fromMicros: number | undefined, toMicros: number | undefined): number | undefined {
  return fromMicros === undefined || toMicros === undefined ? undefined : (toMicros - fromMicros) / 1e6;
}
