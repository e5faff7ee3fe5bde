import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import type { Fleet } from '../../../simulator/fleet/fleet.ts';
import type { PlannedNode } from '../../../simulator/plan/plan.ts';
import type { Census } from '../../../simulator/run/census.ts';
import type { Stage } from '../../../simulator/run/stage.ts';
import { aborted } from '../../program/signals.ts';
import { runJob } from './run-job.ts';

/** What a stage is made of. */
export interface StageParts {
  readonly fleet: Fleet;
  readonly census: Census;
  /** Starts the jobs. */
  readonly client: RestClient;
  /** Hooks run here. */
  readonly folder: string;
  /** Undefined for a server that is not ours. */
  readonly restartServer: ((downMs: number) => Promise<void>) | undefined;
}

const run = promisify(execFile);

/** Virtual nodes and a server, as a plan needs them. */
export function fleetStage({ fleet, census, client, folder, restartServer }: StageParts): Stage {
  const nodesOf = (names: readonly string[]) => names.flatMap((name) => fleet.nodes.get(name) ?? []);
  return {
    addNodes: async (nodes, signal) => {
      const adding = fleet.addAll(nodes.map(specOf));
      adding.catch(() => undefined); // once the run has ended early, what becomes of it is no news
      await Promise.race([adding, aborted(signal)]);
    },
    untilAvailable: (count, signal) => census.untilCameUp(count, signal),
    runJob: (job, signal) => runJob(client, job, signal),
    kill: (names, returnsAfterMs) => {
      for (const node of nodesOf(names)) node.crash(returnsAfterMs);
    },
    behave: (names, behaviours) => {
      for (const node of nodesOf(names)) fleet.behave(node, behaviours);
    },
    hook: async ([program = '', ...words], signal) => {
      await run(program, words, { cwd: folder, signal });
    },
    restartServer: async (downMs) => {
      if (restartServer === undefined) throw new Error('the server is not ours to restart');
      await restartServer(downMs);
    },
  };
}

function specOf({ name, behaviours, whitelist }: PlannedNode) {
  return { name, behaviours, ...(whitelist !== undefined && { whitelist }) };
}
