import type { StartEvent } from '../feeds/event.ts';
import type { TransitionCell } from './cell.ts';
import type { JobEffect } from './job-effect.ts';
import type { CapturedOutput, JobInput, JobNodeInput } from './job-input.ts';
import { PHASE } from './job-node-phase.ts';
import { isInProgress, type JobState, nodeAfter, nodesIn, withNodes } from './job-state.ts';
import type { NodeInJob } from './node-in-job.ts';
import { RUNNING, type RunningInput } from './running.ts';
import { VOTING, type VotingInput } from './voting.ts';

export interface JobTransition {
  readonly job: JobState;
  readonly effects: readonly JobEffect[];
}

type AnyInput = VotingInput | RunningInput;

/**
 * What an input makes of a job. An input that no longer concerns it, such as a timer that fires while it is being
 * cancelled, changes nothing. Source: protocol §6.
 */
export function jobTransition(job: JobState, input: JobInput): JobTransition {
  const effects: JobEffect[] = [];
  const changed = settle(react(job, input, effects), effects);
  return { job: changed, effects };
}

function react(job: JobState, input: JobInput, effects: JobEffect[]): JobState {
  switch (input.type) {
    case 'start':
      return job.status === 'new' ? start(job, input.unavailable, effects) : job;
    case 'node':
      return fromNode(job, input.node, input.what, input.output, effects);
    case 'strangerSpoke':
      return isInProgress(job.status) ? crash(job, effects) : job;
    case 'votingTimerFired':
      return job.status === 'voting' ? each(job, nodesIn(job, 'new'), 'voting_timer', effects) : job;
    case 'runTimerFired':
      return job.status === 'running' ? timeOut(job, effects) : job;
    case 'cancel':
      return isInProgress(job.status) ? cancel(job, effects) : job;
  }
}

function start(job: JobState, unavailable: readonly string[], effects: JobEffect[]): JobState {
  effects.push(
    { type: 'emit', event: startEvent(job) },
    { type: 'startTimer', timer: 'voting', ms: job.votingTimeoutMs },
    { type: 'send', message: 'commit', nodes: job.request.nodes },
  );
  return each({ ...job, status: 'voting' }, unavailable, 'down', effects);
}

function fromNode(
  job: JobState,
  node: string,
  what: JobNodeInput,
  output: CapturedOutput | undefined,
  effects: JobEffect[],
): JobState {
  if (!isInProgress(job.status) || !job.nodes.has(node)) return job;
  const endsRun = what === 'succeeded' || what === 'failed';
  // nothing has run while the job votes
  if (endsRun && job.status === 'running') keepOutput(job, node, output ?? {}, effects);
  return apply(job, node, what, effects);
}

/** Both channels or neither, whatever the job's flag says. Source: protocol §6. */
function keepOutput(
  job: JobState,
  node: string,
  { stdout, stderr }: CapturedOutput,
  effects: JobEffect[],
): void {
  if (stdout !== undefined && stderr !== undefined) {
    effects.push({ type: 'storeOutput', node, stdout, stderr });
  } else if (stdout !== undefined || stderr !== undefined) {
    effects.push({ type: 'missOutput', node, missing: 'one_channel' });
  } else if (job.request.captureOutput && job.nodes.get(node)?.status === 'running') {
    effects.push({ type: 'missOutput', node, missing: 'both_channels' });
  }
}

function timeOut(job: JobState, effects: JobEffect[]): JobState {
  const unfinished = [...nodesIn(job, 'ready'), ...nodesIn(job, 'running')];
  const ended = each(job, unfinished, 'run_timer', effects);
  effects.push({ type: 'finish', status: 'timed_out' });
  return { ...ended, status: 'timed_out' };
}

/** Everybody who is still in the job is told to drop it. Source: protocol §6, `jobs/ID/cancel`. */
function cancel(job: JobState, effects: JobEffect[]): JobState {
  const unfinished = [...nodesIn(job, 'new'), ...nodesIn(job, 'ready'), ...nodesIn(job, 'running')];
  const ended = each(job, unfinished, 'cancelled', effects);
  effects.push({ type: 'stopTimer' }, { type: 'finish', status: 'aborted' });
  return { ...ended, status: 'aborted' };
}

/** The job ends where it stands, and none of its nodes is told. */
function crash(job: JobState, effects: JobEffect[]): JobState {
  effects.push({ type: 'stopTimer' }, { type: 'crash' });
  return { ...job, status: 'crashed' };
}

/** Does what the cell for the node says. */
function apply(job: JobState, node: string, input: AnyInput, effects: JobEffect[]): JobState {
  return applyAlike(job, { nodes: [node], stands: job.nodes.get(node) }, input, effects);
}

/** Applies the same input to many nodes, one after the other. */
function each(job: JobState, nodes: readonly string[], input: AnyInput, effects: JobEffect[]): JobState {
  return standingAlike(job, nodes).reduce((state, alike) => applyAlike(state, alike, input, effects), job);
}

/** Nodes that follow each other and stand alike. */
interface Alike {
  readonly nodes: readonly string[];
  readonly stands: NodeInJob | undefined;
}

function standingAlike(job: JobState, nodes: readonly string[]): readonly Alike[] {
  if (nodes.length === 0) return [];
  const { common } = job.nodes;
  if (common !== undefined) return [{ nodes, stands: common }];
  const all: Alike[] = [];
  let first = 0;
  for (let next = 1; next <= nodes.length; next++) {
    const stands = job.nodes.get(nodes[first] ?? '');
    if (next < nodes.length && job.nodes.get(nodes[next] ?? '') === stands) continue;
    all.push({ nodes: nodes.slice(first, next), stands });
    first = next;
  }
  return all;
}

/** Does what the cell for nodes that stand alike says. */
function applyAlike(
  job: JobState,
  { nodes, stands: before }: Alike,
  input: AnyInput,
  effects: JobEffect[],
): JobState {
  const { next, emits: steps } = cellFor(job, nodes, before, input);
  const stands = before && next && nodeAfter(before, next, input);
  if (stands !== undefined || steps.length > 0) effects.push({ type: 'each', nodes, stands, steps });
  return before === undefined || stands === undefined ? job : withNodes(job, nodes, before, stands);
}

function cellFor(
  job: JobState,
  nodes: readonly string[],
  stands: NodeInJob | undefined,
  input: AnyInput,
): TransitionCell {
  const phase = stands && PHASE[stands.status];
  if (job.status === 'voting' && isOf(VOTING, input) && phase !== undefined && phase !== 'running') {
    return VOTING[input][phase];
  }
  if (job.status === 'running' && isOf(RUNNING, input) && phase !== undefined && phase !== 'new') {
    return RUNNING[input][phase];
  }
  throw new Error(
    `job ${job.id} is ${job.status}, and ${input} came for node ${nodes[0]}, which is ${stands?.status}`,
  );
}

function isOf<Input extends string>(table: Readonly<Record<Input, unknown>>, input: string): input is Input {
  return Object.hasOwn(table, input);
}

/** Ends the vote when nobody is left to vote, and the run when nobody is left to run. */
function settle(job: JobState, effects: JobEffect[]): JobState {
  const { counts, request, status } = job;
  if (status === 'voting' && counts.new === 0) {
    return counts.ready >= request.quorum ? settle(run(job, effects), effects) : failQuorum(job, effects);
  }
  if (status === 'running' && counts.ready + counts.running === 0) {
    effects.push({ type: 'stopTimer' }, { type: 'finish', status: 'complete' });
    return { ...job, status: 'complete' };
  }
  return job;
}

function run(job: JobState, effects: JobEffect[]): JobState {
  effects.push(
    { type: 'emit', event: { name: 'quorum_succeeded' } },
    { type: 'showRunning' },
    { type: 'send', message: 'run', nodes: nodesIn(job, 'ready') },
  );
  const running: JobState = { ...job, status: 'running' };
  const ms = job.request.runTimeoutSeconds * 1_000;
  // no timer goes back in time; only the quirk `negative-run-timeout` lets such a job in
  if (ms < 0) return crash(running, effects);
  effects.push({ type: 'startTimer', timer: 'run', ms });
  return running;
}

function failQuorum(job: JobState, effects: JobEffect[]): JobState {
  effects.push({ type: 'stopTimer' });
  const failed = each(job, nodesIn(job, 'ready'), 'quorum_failed', effects);
  effects.push({ type: 'finish', status: 'quorum_failed' });
  return { ...failed, status: 'quorum_failed' };
}

function startEvent({ request, requestedBy, nodes }: JobState): StartEvent {
  const { command, runTimeoutSeconds, quorum, user, dir, env, file, captureOutput } = request;
  return {
    name: 'start',
    command,
    runTimeoutSeconds,
    quorum,
    nodeCount: nodes.size,
    user: requestedBy,
    ...(user !== undefined && { jobUser: user }),
    ...(dir !== undefined && { dir }),
    ...(env !== undefined && { env }),
    fileSpecified: file !== undefined,
    capture: captureOutput,
  };
}
