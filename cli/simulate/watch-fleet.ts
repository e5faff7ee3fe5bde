import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import { startLiveArea } from '../output/live-area.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import { fleetLines, fleetState, progressLine } from './fleet-state.ts';

/** Between two looks at the fleet. */
const LOOK_INTERVAL_MS = 1_000;

/** Kinds of trouble that are told; more of them would bury the rest. */
const MAX_TROUBLES = 10;

/** What is looked at of a fleet. */
export type WatchedFleet = Pick<Fleet, 'nodes' | 'inService' | 'counters' | 'seed' | 'events' | 'stop'>;

/** Shows a fleet while it is there. */
export interface FleetWatch {
  /** Says that all nodes are online for the first time. */
  online(): void;
  /** Stops the fleet, and says what it did. */
  stop(): Promise<void>;
}

/** Live lines on a terminal, a line for every change elsewhere (at most one a second), NDJSON with `--json`. */
export function watchFleet(fleet: WatchedFleet, wanted: number, output: Output, clock: Clock): FleetWatch {
  const startedAtMs = clock.monotonic();
  const state = () => fleetState(fleet, wanted);
  const area =
    output.stdout.isTerminal && !output.json
      ? startLiveArea(output.stdout, clock, () => fleetLines(state(), output.stdout))
      : undefined;
  output.remark(`Starting ${wanted} nodes (seed ${fleet.seed}); Ctrl-C ends them.`);
  output.record({ event: 'starting', nodes: wanted, seed: fleet.seed });
  // while lines are drawn again and again, others go above them
  let remark = area?.above ?? output.remark;
  tellTroubles(fleet, (line) => remark(line));

  let timer: Timer | undefined;
  let lastLine = '';
  const look = () => {
    timer = clock.after(LOOK_INTERVAL_MS, look);
    const line = progressLine(state());
    if (line === lastLine) return;
    lastLine = line;
    if (area === undefined) output.answer(line);
    else area.changed();
    output.record({ event: 'progress', ...state() });
  };
  look();

  return {
    online: () => {
      const seconds = (clock.monotonic() - startedAtMs) / 1_000;
      remark(`All ${wanted} nodes are online after ${seconds.toFixed(1)} s.`);
      output.record({ event: 'online', nodes: wanted, seconds: Number(seconds.toFixed(3)) });
    },
    stop: async () => {
      timer?.cancel();
      area?.end();
      remark = output.remark;
      await fleet.stop().catch((error: unknown) => tellLeftovers(error, output));
      output.answer(`Stopped: ${progressLine(state())}`);
      output.record({ event: 'stopped', counters: fleet.counters() });
    },
  };
}

/** The nodes are gone whatever happens; their clients are the server's to delete. */
function tellLeftovers(error: unknown, output: Output): void {
  if (!(error instanceof ServerUnreachable) && !(error instanceof RequestRefused)) throw error;
  output.remark(`The clients of the nodes could not be deleted. ${sentence(printable(error.message))}`);
}

/** Says once of each kind what keeps nodes from their configuration. */
function tellTroubles(fleet: WatchedFleet, remark: (line: string) => void): void {
  const told = new Set<string>();
  fleet.events.on('configFailed', (node, error) => {
    const message = error instanceof Error ? error.message : String(error);
    const kind = message.replaceAll(node.name, 'NODE');
    if (told.has(kind) || told.size >= MAX_TROUBLES) return;
    told.add(kind);
    remark(`Node ${node.name} gets no configuration: ${printable(message)}`);
  });
}
