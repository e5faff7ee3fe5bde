import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { JobProgress } from '../../../protocol/client/job-progress.ts';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import type { PlannedJob } from '../../../simulator/plan/job-series.ts';
import type { FleetOperations } from '../../../simulator/run/fleet-operations.ts';
import type { HandFaults } from '../../../simulator/steering/hand-faults.ts';
import type { SteeredFleet } from '../../../simulator/steering/steered-fleet.ts';
import type { SharedFleet } from '../../../simulator/workers/shared-fleet.ts';
import { untilFigures } from '../../../simulator/workers/until-figures.ts';
import { aborted } from '../../program/signals.ts';
import { runJob } from './run-job.ts';

/** What the operations are made of. */
export interface FleetOperationsParts {
  readonly fleet: SharedFleet;
  /** Who comes and leaves, by the plan and by hand. */
  readonly nodes: SteeredFleet;
  readonly faults: HandFaults;
  /** Starts the jobs. */
  readonly client: RestClient;
  /** Hooks run here. */
  readonly folder: string;
  /** Of the nodes of the plan. */
  readonly groupOf: (node: string) => string | undefined;
  /** Undefined for a server that is not ours. */
  readonly restartServer: ((downMs: number) => Promise<void>) | undefined;
  /** A job is asked for, and will be followed so. */
  readonly followed: (job: PlannedJob, progress: JobProgress) => void;
}

const run = promisify(execFile);

/** Virtual nodes and a server, as a plan needs them. */
export function fleetOperations({
  fleet,
  nodes,
  faults,
  client,
  folder,
  groupOf,
  restartServer,
  followed,
}: FleetOperationsParts): FleetOperations {
  return {
    addNodes: async (planned, signal) => {
      const adding = nodes.comePlanned(planned);
      adding.catch(() => undefined); // once the run has ended early, what becomes of it is no news
      await Promise.race([adding, aborted(signal)]);
    },
    untilAvailable: (_count, signal) =>
      untilFigures(fleet, ({ cameUp }) => cameUp >= nodes.requested.nodes, signal),
    runJob: (job, signal) => {
      const progress = new JobProgress();
      followed(job, progress);
      return runJob(client, job, groupOf, signal, progress);
    },
    leave: (names, returnsAfterMs) => nodes.leavePlanned(names, returnsAfterMs),
    stageBegins: (atMs) => nodes.stageBegins(atMs),
    askedByJobs: () => nodes.askedByJobs(),
    kill: (names, returnsAfterMs) => nodes.kill(names, returnsAfterMs),
    behave: (names, behaviours) => fleet.behave(names, behaviours),
    fault: (index, isOn) => faults.setByPlan(index, isOn),
    hook: async ([program = '', ...words], signal) => {
      await run(program, words, { cwd: folder, signal });
    },
    restartServer: async (downMs) => {
      if (restartServer === undefined) throw new Error('the server is not ours to restart');
      await restartServer(downMs);
    },
  };
}
