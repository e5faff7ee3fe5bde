import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import type { RunAccess } from '../../conformance/target-file/open-target.ts';
import { MAX_KEY_BYTES, readText } from '../../files/read-input.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { FleetFile } from '../../simulator/fleet-file/fleet-file.ts';
import type { FleetPlan } from '../../simulator/plan/plan.ts';
import type { PlannedNode } from '../../simulator/plan/planned-node.ts';
import type { FleetOperations } from '../../simulator/run/fleet-operations.ts';
import { runPlan } from '../../simulator/run/run-plan.ts';
import { LocalFleet } from '../../simulator/workers/local-fleet.ts';
import type { NodeOrder } from '../../simulator/workers/shared-fleet.ts';
import { untilFigures } from '../../simulator/workers/until-figures.ts';
import { aborted } from '../program/signals.ts';
import { runJob } from '../simulate/file/run-job.ts';

/** RSA keys that the nodes share: drawing one for each would take longer than the jobs. */
const KEY_POOL = 4;

export interface ObservedPerformance {
  readonly file: FleetFile;
  readonly plan: FleetPlan;
  readonly access: RunAccess;
  readonly entries: ScenarioJournal;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Performs a plan at a target and writes down what goes over the wire; its nodes are taken away again. Gives what kept it from being
 * performed to the end, where something did.
 */
export async function performObserved({
  file,
  plan,
  access,
  entries,
  clock,
  signal,
}: ObservedPerformance): Promise<string | undefined> {
  const { url: serverUrl = '', organisation: org, roles, reach } = access.resolved;
  const { user = '', key = '' } = roles.admin ?? {};
  const privateKey = pemOf(isPem(key) ? key : await readText(key, { maxBytes: MAX_KEY_BYTES }));
  const connection = { serverUrl, org, user, privateKey, ...reach };
  const { frames, requests } = entries;
  const settings = {
    ...connection,
    ...{ seed: plan.seed, keyPool: KEY_POOL, allowRoot: false, unregister: true, faults: plan.faults },
  };
  const fleet = new LocalFleet(settings, plan.nodes.length, clock, { frames, requests });
  const client = new RestClient({ ...connection, observer: requests });
  const groups = new Map(plan.nodes.map(({ name, group }) => [name, group]));
  const operations: FleetOperations = {
    addNodes: async (nodes, over) => {
      const adding = fleet.add(nodes.map(orderOf));
      adding.catch(() => undefined); // once the run has ended early, what becomes of it is no news
      await Promise.race([adding, aborted(over)]);
    },
    untilAvailable: (count, over) => untilFigures(fleet, ({ cameUp }) => cameUp >= count, over),
    runJob: (job, over) => runJob(client, job, (node) => groups.get(node), over),
    leave: (names, returnsAfterMs) => fleet.crash(names, returnsAfterMs),
    stageBegins: async () => {},
    // as planned: nobody steers
    askedByJobs: () => undefined,
    kill: (names, returnsAfterMs) => fleet.crash(names, returnsAfterMs),
    behave: (names, behaviours) => fleet.behave(names, behaviours),
    fault: (index, isOn) => fleet.fault(index, isOn),
    hook: () => refused('hooks'),
    restartServer: () => refused('restarts'),
  };
  let hindrance: string | undefined;
  const listener = {
    ...{ begun: nothing, late: nothing, jobStarted: nothing, jobEnded: nothing, batchesStopped: nothing },
    ...{ eventDone: nothing, faultChanged: nothing },
  };
  try {
    await runPlan({ plan, file, operations, clock, listener, signal });
    if (signal.aborted) hindrance = 'it was interrupted';
  } finally {
    await client.close();
    const { leftBehind } = await fleet.stop();
    if (leftBehind !== undefined) hindrance ??= leftBehind;
  }
  return hindrance;
}

function orderOf({ name, group, behaviours, whitelist }: PlannedNode): NodeOrder {
  return { name, group, behaviours, ...(whitelist !== undefined && { whitelist }) };
}

const nothing = (): void => {};

/** Fleets with these are refused before anything is driven. */
function refused(what: string): never {
  throw new Error(`a comparison performs no ${what}`);
}
