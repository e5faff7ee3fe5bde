import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { NodeCandidate } from '../plan/draw.ts';
import type { PlannedJob } from '../plan/job-series.ts';
import type { PlannedNode } from '../plan/planned-node.ts';
import type { JobOutcome } from './job-outcome.ts';

/** Where a plan is performed: everything of it that does something. */
export interface FleetOperations {
  /** Registers and starts nodes; they come up in their own time. With the signal it is not waited for any more. */
  addNodes(nodes: readonly PlannedNode[], signal: AbortSignal): Promise<void>;
  /** Resolves when so many nodes have been available at least once, or with the signal. */
  untilAvailable(count: number, signal: AbortSignal): Promise<void>;
  /** Starts a job and follows it to its end; with the signal it ends as unfinished. Never rejects. */
  runJob(job: PlannedJob, signal: AbortSignal): Promise<JobOutcome>;
  /** Nodes leave in order of the stages, for a time where one is given. */
  leave(nodes: readonly string[], returnsAfterMs: number | undefined): void;
  /** A stage of nodes begins, so long after the start of the run. */
  stageBegins(atMs: number): Promise<void>;
  /** Who jobs are drawn from, where that is not as planned. */
  askedByJobs(): readonly NodeCandidate[] | undefined;
  kill(nodes: readonly string[], returnsAfterMs: number | undefined): void;
  behave(nodes: readonly string[], behaviours: readonly BehaviourChoice[]): void;
  /** A fault of the plan begins or ends, by its number. */
  fault(index: number, isOn: boolean): void;
  /** Runs a program to its end. Rejects where it fails. */
  hook(command: readonly string[], signal: AbortSignal): Promise<void>;
  restartServer(downMs: number): Promise<void>;
}
