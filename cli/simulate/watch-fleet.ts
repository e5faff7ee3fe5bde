import type { EventEmitter } from 'node:events';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { SharedFleet, SharedFleetEvents } from '../../simulator/workers/shared-fleet.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { fleetState, fleetView, progressLine } from './fleet-state.ts';
import { rateMeter, ratesRecord } from './rates.ts';
import { tellLeftBehind, tellTroubles } from './tell-troubles.ts';
import { openLiveView } from './view/live-view.ts';

/** Between two looks at the fleet. */
const LOOK_INTERVAL_MS = 1_000;

/** What is looked at of a fleet. */
export type WatchedFleet = Pick<SharedFleet, 'figures' | 'pids' | 'stop'> & EventEmitter<SharedFleetEvents>;

/** Shows a fleet while it is there. */
export interface FleetWatch {
  /** Says that all nodes are online for the first time. */
  online(): void;
  /** Something was done by hand. */
  byHand(order: string, said: string): void;
  faultChanged(fault: string, isOn: boolean): void;
  /** What keys do has changed. */
  keysChanged(): void;
  /** Something could not be done by a key: a sentence. */
  notice(line: string): void;
  /** Stops the fleet, and says what it did. */
  stop(): Promise<void>;
}

/** A view of the whole terminal, a line for every change elsewhere (at most one a second), NDJSON with `--json`. */
export function watchFleet(
  fleet: WatchedFleet,
  {
    wanted,
    seed,
    keys = () => [],
  }: { readonly wanted: number; readonly seed: string | number; readonly keys?: () => readonly string[] },
  output: Output,
  clock: Clock,
): FleetWatch {
  const startedAtMs = clock.monotonic();
  // more may come by hand
  const state = () => fleetState(fleet.figures, Math.max(wanted, fleet.figures.registered));
  const rates = rateMeter();
  const seconds = () => (clock.monotonic() - startedAtMs) / 1_000;
  let perSecond = rates(0, {});
  let mostLateSeconds = 0;
  const view = openLiveView(output, clock, () => ({
    ...fleetView(state(), fleet.figures, seconds(), perSecond, mostLateSeconds),
    keys: keys(),
  }));
  const remark = view?.remark ?? output.remark;
  remark(`Starting ${wanted} nodes (seed ${seed}); Ctrl-C ends them.`);
  output.record({ event: 'starting', nodes: wanted, seed, pids: fleet.pids });
  const tellHowMany = tellTroubles(fleet, remark);

  let timer: Timer | undefined;
  let lastLine = '';
  const look = () => {
    timer = clock.after(LOOK_INTERVAL_MS, look);
    const { counters, places, lateMs } = fleet.figures;
    perSecond = rates(seconds(), counters);
    mostLateSeconds = Math.max(mostLateSeconds, lateMs / 1_000);
    view?.changed();
    const line = progressLine(state());
    if (line === lastLine) return;
    lastLine = line;
    if (view === undefined) output.answer(line);
    output.record({ event: 'progress', ...state(), nodes: places, per_second: ratesRecord(perSecond) });
  };
  look();

  return {
    online: () => {
      const passed = seconds();
      remark(`All ${wanted} nodes are online after ${passed.toFixed(1)} s.`);
      output.record({ event: 'online', nodes: wanted, seconds: Number(passed.toFixed(3)) });
    },
    byHand: (order, said) => {
      remark(`By hand: ${printable(order)}: ${printable(said)}.`);
      output.record({ event: 'by_hand', order, said });
    },
    faultChanged: (fault, isOn) => {
      if (!isOn) remark(`Fault ${printable(fault)} is over.`);
      output.record({ event: 'fault', fault, on: isOn });
    },
    keysChanged: () => view?.changed(),
    notice: (line) => remark(line),
    stop: async () => {
      timer?.cancel();
      tellHowMany();
      view?.end();
      const { leftBehind } = await fleet.stop();
      if (leftBehind !== undefined) tellLeftBehind(leftBehind, output);
      output.answer(`Stopped: ${progressLine(state())}`);
      output.record({ event: 'stopped', counters: fleet.figures.counters });
    },
  };
}
