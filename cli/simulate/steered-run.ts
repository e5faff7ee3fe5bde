import type { PlannedFault } from '../../simulator/plan/plan.ts';
import type { FaultListener } from '../../simulator/run/run-plan.ts';
import { HandFaults } from '../../simulator/steering/hand-faults.ts';
import { SteeredFleet, type SteeredFleetParts } from '../../simulator/steering/steered-fleet.ts';
import { Steering } from '../../simulator/steering/steering.ts';
import { machineLimits } from '../../simulator/workers/machine-limits.ts';
import type { SharedFleet } from '../../simulator/workers/shared-fleet.ts';
import { growthProblem } from '../../simulator/workers/worker-count.ts';
import type { Controlled } from '../control/control-server.ts';
import { suggestion } from '../options/suggestion.ts';

export interface SteeredRunParts extends SteeredFleetParts {
  readonly fleet: SharedFleet;
  /** As lists of fleets give it. */
  readonly name: string;
  readonly faults: readonly PlannedFault[];
  /** Told of faults that begin and end by hand. */
  readonly listener: FaultListener;
  /** Nodes run real commands. */
  readonly mayExec: boolean;
  /** Processes that share the nodes, and what else there is of the fleet. */
  readonly workers: number;
  readonly hasServer: boolean;
  /** Told of what was done by hand. */
  readonly done: (order: string, said: string) => void;
}

/** A run that goes by its plan and by hand. */
export interface SteeredRun {
  readonly nodes: SteeredFleet;
  readonly faults: HandFaults;
  readonly controlled: Controlled;
}

/** Joins what a plan does to a fleet with what is done by hand. */
export function steerRun(parts: SteeredRunParts): SteeredRun {
  const { fleet, name, seed, clock, listener, mayExec, workers, hasServer, done } = parts;
  const startedAtMs = clock.monotonic();
  const nodes = new SteeredFleet(parts);
  const faults = new HandFaults({ fleet, faults: parts.faults, listener, clock, suggest: suggestion });
  const hasFaults = parts.faults.length > 0;
  const steering = new Steering({
    nodes,
    faults,
    fleet,
    seed,
    suggest: suggestion,
    mayExec,
    refusal: (count) =>
      growthProblem(
        { nodes: count, workers, hasServer, hasFaults },
        fleet.figures.registered,
        machineLimits(),
      ),
    done,
  });
  return {
    nodes,
    faults,
    controlled: {
      perform: (order) => steering.perform(order),
      status: () => {
        const { places, groups } = fleet.figures;
        const there = nodes.there();
        return {
          pid: process.pid,
          fleet: name,
          seed,
          seconds: (clock.monotonic() - startedAtMs) / 1_000,
          nodes: places,
          there: there.length,
          groups: nodes.groups.map((group) => ({
            name: group,
            there: there.filter((node) => node.group === group).length,
            online: groups[group]?.inService ?? 0,
          })),
          scaledByHand: nodes.isByHand,
          faults: faults.all,
        };
      },
    },
  };
}

/** What is asked for changes by hand: it is looked up anew at each use. */
export function requestedNow(nodes: Pick<SteeredFleet, 'requested'>): SteeredFleet['requested'] {
  return {
    get nodes() {
      return nodes.requested.nodes;
    },
    get groups() {
      return nodes.requested.groups;
    },
  };
}
