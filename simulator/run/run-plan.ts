import { setMaxListeners } from 'node:events';
import type { Clock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import { faultChanges } from '../faults/fault-changes.ts';
import type { FleetFile } from '../fleet-file/fleet-file.ts';
import { placedStages } from '../fleet-file/stage.ts';
import type { JobSeries, PlannedJob } from '../plan/job-series.ts';
import type { FleetPlan, PlannedEvent, PlannedFault } from '../plan/plan.ts';
import type { PlannedNode } from '../plan/planned-node.ts';
import type { Leaving } from '../plan/presence.ts';
import type { FleetOperations } from './fleet-operations.ts';
import { type JobOutcome, succeededIn } from './job-outcome.ts';

/** Who is told how a run goes on. */
export interface RunListener {
  /** All nodes that were going to come have come, or the time for it is over. The times of jobs count from here. */
  begun(): void;
  /** Nodes, a job or an event came so much later than the plan says. */
  late(seconds: number): void;
  jobStarted(job: PlannedJob): void;
  jobEnded(outcome: JobOutcome): void;
  batchesStopped(rule: string): void;
  eventDone(event: PlannedEvent, error: unknown): void;
}

/** Who is told what the network does. */
export interface FaultListener {
  /** A fault has begun or ended. Of those that are on at the end of the run nothing more is told. */
  faultChanged(fault: PlannedFault, isOn: boolean): void;
}

export interface PlanRun {
  readonly plan: FleetPlan;
  readonly file: Pick<FleetFile, 'begin' | 'readyWithinMs' | 'durationMs' | 'windDownMs' | 'stages'>;
  readonly operations: FleetOperations;
  readonly clock: Clock;
  readonly listener: RunListener & FaultListener;
  /** Ends the run early, in order. */
  readonly signal: AbortSignal;
}

/** How long the last words of nodes that come up may be on their way: until they are heard a job would miss the node. */
const SETTLE_MS = 1_000;

/**
 * Performs a plan: brings the nodes up, starts jobs and events at their times, waits for the jobs under way. Rejects
 * with what brought the nodes' registration to an end.
 */
export async function runPlan(run: PlanRun): Promise<void> {
  const { plan, file, clock, signal, listener } = run;
  if (signal.aborted) return;
  const following = new AbortController();
  // every wave of nodes, every job and every wait listens: that is no leak
  setMaxListeners(0, following.signal);
  const giveUp = () => following.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  const bringUp = startNodes(run, following.signal);
  let faults = Promise.resolve();
  try {
    if (file.begin === 'ready') {
      await bringUp;
      await pause(clock, SETTLE_MS, following.signal);
    }
    if (signal.aborted) return;
    listener.begun();
    faults = runFaults(run, following.signal);
    const deadline = new AbortController();
    const over = () => deadline.abort();
    following.signal.addEventListener('abort', over, { once: true });
    setMaxListeners(0, deadline.signal);
    const timer = file.durationMs === undefined ? undefined : clock.after(file.durationMs, over);
    const ends = new Ends();
    const scheduled = Promise.all([
      bringUp,
      ...plan.series.map((series) => runSeries(run, series, ends, deadline.signal, following.signal)),
      runEvents(run, deadline.signal),
    ]);
    await (file.durationMs === undefined
      ? scheduled
      : Promise.race([untilAborted(deadline.signal), failing(scheduled)]));
    over();
    timer?.cancel();
    const windDown = clock.after(file.windDownMs, giveUp);
    await scheduled;
    await ends.all();
    windDown.cancel();
  } finally {
    giveUp();
    signal.removeEventListener('abort', giveUp);
    await faults;
    await bringUp.catch(() => undefined); // it rejects above, or the run rejects with an earlier error
  }
}

/** Jobs under way. */
class Ends {
  readonly #open = new Set<Promise<void>>();

  add(end: Promise<void>): void {
    this.#open.add(end);
    void end.finally(() => this.#open.delete(end));
  }

  async all(): Promise<void> {
    await Promise.all(this.#open);
  }
}

async function startNodes(run: PlanRun, signal: AbortSignal): Promise<void> {
  const { plan, file, operations, clock } = run;
  const startedAtMs = clock.monotonic();
  for (const { atMs, ...step } of comingAndLeaving(plan, file)) {
    await untilPlanned(run, startedAtMs + atMs, signal);
    if (signal.aborted) return;
    if ('wave' in step) await operations.addNodes(step.wave, signal);
    else if ('leaving' in step) operations.leave([step.leaving.node], step.leaving.returnsAfterMs);
    else await operations.stageBegins(atMs);
  }
  if (signal.aborted) return;
  const patience = new AbortController();
  const stop = () => patience.abort();
  signal.addEventListener('abort', stop, { once: true });
  const timer = clock.after(file.readyWithinMs, stop);
  await operations.untilAvailable(plan.nodes.length, patience.signal);
  timer.cancel();
  signal.removeEventListener('abort', stop);
}

type Step =
  | { readonly atMs: number; readonly wave: readonly PlannedNode[] }
  | { readonly atMs: number; readonly leaving: Leaving }
  | { readonly atMs: number; readonly stage: number };

/** One after the other, so that no node is to leave before it has come. */
function comingAndLeaving(
  { nodes, leavings }: FleetPlan,
  { stages = [] }: Pick<FleetFile, 'stages'>,
): readonly Step[] {
  const beginning = placedStages(stages).map(
    ({ beginsAtMs }, index): Step => ({ atMs: beginsAtMs, stage: index + 1 }),
  );
  const coming = waves(nodes).map((wave): Step => ({ atMs: wave[0]?.startAtMs ?? 0, wave }));
  const leaving = leavings.map((each): Step => ({ atMs: each.atMs, leaving: each }));
  return [...beginning, ...coming, ...leaving].toSorted((a, b) => a.atMs - b.atMs);
}

/** Nodes that start at the same time, in a row of such. */
function waves(nodes: readonly PlannedNode[]): readonly (readonly PlannedNode[])[] {
  const found: PlannedNode[][] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (last?.[0]?.startAtMs === node.startAtMs) last.push(node);
    else found.push([node]);
  }
  return found;
}

async function runSeries(
  run: PlanRun,
  series: JobSeries,
  ends: Ends,
  deadline: AbortSignal,
  following: AbortSignal,
): Promise<void> {
  const { operations, clock, listener } = run;
  const begunAtMs = clock.monotonic();
  const { schedule } = series.rule;
  const perform = async (index: number): Promise<JobOutcome> => {
    const job = series.job(index, clock.monotonic() - begunAtMs, operations.askedByJobs());
    listener.jobStarted(job);
    const outcome = await operations.runJob(job, following);
    listener.jobEnded(outcome);
    return outcome;
  };
  if (series.startsMs) {
    for (const [index, startMs] of series.startsMs.entries()) {
      await untilPlanned(run, begunAtMs + startMs, deadline);
      if (deadline.aborted) return;
      ends.add(perform(index).then(() => undefined));
    }
    return;
  }
  if (schedule.kind !== 'at') await untilPlanned(run, begunAtMs + schedule.fromMs, deadline);
  let failed = 0;
  for (let index = 0; index < series.length && !deadline.aborted; index++) {
    const pauseMs = index > 0 && schedule.kind === 'back_to_back' ? schedule.pauseMs : 0;
    if (pauseMs > 0) await pause(clock, pauseMs, deadline);
    if (deadline.aborted) return;
    const outcome = await perform(index);
    failed += outcome.nodes - succeededIn(outcome);
    if (schedule.kind !== 'batches' || failed <= schedule.failLimit || index + 1 === series.length) continue;
    listener.batchesStopped(series.rule.name);
    return;
  }
}

async function runEvents(run: PlanRun, deadline: AbortSignal): Promise<void> {
  const { plan, operations, clock, listener } = run;
  const begunAtMs = clock.monotonic();
  const open: Promise<void>[] = [];
  for (const event of plan.events) {
    await untilPlanned(run, begunAtMs + event.atMs, deadline);
    if (deadline.aborted) break;
    open.push(
      perform(operations, event, deadline).then(
        () => listener.eventDone(event, undefined),
        (error: unknown) => listener.eventDone(event, error),
      ),
    );
  }
  await Promise.all(open);
}

/** Faults come and go as long as anything is under way; nothing waits for them. */
async function runFaults({ plan, operations, clock, listener }: PlanRun, signal: AbortSignal): Promise<void> {
  const begunAtMs = clock.monotonic();
  for (const { atMs, index, isOn } of faultChanges(plan.faults)) {
    if (plan.faults[index]?.isByHand) continue;
    await untilTime(clock, begunAtMs + atMs, signal);
    const fault = plan.faults[index];
    if (signal.aborted || fault === undefined) return;
    operations.fault(index, isOn);
    listener.faultChanged(fault, isOn);
  }
}

async function perform(
  operations: FleetOperations,
  event: PlannedEvent,
  deadline: AbortSignal,
): Promise<void> {
  switch (event.kind) {
    case 'kill':
      return operations.kill(event.hits, event.returnsAfterMs);
    case 'behave':
      return operations.behave(event.hits, event.behaviours);
    case 'hook':
      return operations.hook(event.command, deadline);
    case 'restart_server':
      return operations.restartServer(event.downMs);
  }
}

/** Waits for a moment of the plan, and tells how much later it is by then. */
async function untilPlanned({ clock, listener }: PlanRun, atMs: number, signal: AbortSignal): Promise<void> {
  await untilTime(clock, atMs, signal);
  if (!signal.aborted) listener.late((clock.monotonic() - atMs) / 1_000);
}

/** Resolves at a moment of the monotonic clock, at once where it is past, or with the signal. */
async function untilTime(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
  const waitMs = atMs - clock.monotonic();
  if (waitMs > 0) await pause(clock, waitMs, signal);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Never resolves; rejects with the promise. */
function failing(promise: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    promise.catch(reject);
  });
}
