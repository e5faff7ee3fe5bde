import type { EventEmitter } from 'node:events';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { SharedFleet, SharedFleetEvents } from '../../simulator/workers/shared-fleet.ts';
import { startLiveArea } from '../output/live-area.ts';
import type { Output } from '../output/output.ts';
import { fleetLines, fleetState, progressLine } from './fleet-state.ts';
import { rateMeter, ratesRecord } from './rates.ts';
import { tellLeftBehind, tellTroubles } from './tell-troubles.ts';

/** Between two looks at the fleet. */
const LOOK_INTERVAL_MS = 1_000;

/** What is looked at of a fleet. */
export type WatchedFleet = Pick<SharedFleet, 'figures' | 'pids' | 'stop'> & EventEmitter<SharedFleetEvents>;

/** Shows a fleet while it is there. */
export interface FleetWatch {
  /** Says that all nodes are online for the first time. */
  online(): void;
  /** Stops the fleet, and says what it did. */
  stop(): Promise<void>;
}

/** Live lines on a terminal, a line for every change elsewhere (at most one a second), NDJSON with `--json`. */
export function watchFleet(
  fleet: WatchedFleet,
  { wanted, seed }: { readonly wanted: number; readonly seed: string | number },
  output: Output,
  clock: Clock,
): FleetWatch {
  const startedAtMs = clock.monotonic();
  const state = () => fleetState(fleet.figures, wanted);
  const rates = rateMeter();
  let perSecond = rates(0, {});
  const area =
    output.stdout.isTerminal && !output.json
      ? startLiveArea(output.stdout, clock, () =>
          fleetLines(state(), fleet.figures, perSecond, output.stdout),
        )
      : undefined;
  output.remark(`Starting ${wanted} nodes (seed ${seed}); Ctrl-C ends them.`);
  output.record({ event: 'starting', nodes: wanted, seed, pids: fleet.pids });
  // while lines are drawn again and again, others go above them
  let remark = area?.above ?? output.remark;
  const tellHowMany = tellTroubles(fleet, (line) => remark(line));

  let timer: Timer | undefined;
  let lastLine = '';
  const look = () => {
    timer = clock.after(LOOK_INTERVAL_MS, look);
    const { counters, places } = fleet.figures;
    perSecond = rates((clock.monotonic() - startedAtMs) / 1_000, counters);
    area?.changed();
    const line = progressLine(state());
    if (line === lastLine) return;
    lastLine = line;
    if (area === undefined) output.answer(line);
    output.record({ event: 'progress', ...state(), nodes: places, per_second: ratesRecord(perSecond) });
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
      tellHowMany();
      const { leftBehind } = await fleet.stop();
      if (leftBehind !== undefined) tellLeftBehind(leftBehind, output);
      output.answer(`Stopped: ${progressLine(state())}`);
      output.record({ event: 'stopped', counters: fleet.figures.counters });
    },
  };
}
