import type { EventEmitter } from 'node:events';
import type { JobProgress } from '../../../protocol/client/job-progress.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { FleetResults } from '../../../reports/generators/fleet/fleet-results.ts';
import {
  behindText,
  cutShortText,
  jobsText,
  slowMachineText,
} from '../../../reports/generators/fleet/metrics-text.ts';
import { faultText } from '../../../simulator/faults/fault-text.ts';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import type { PlannedJob } from '../../../simulator/plan/job-series.ts';
import type { FleetPlan, PlannedEvent, PlannedFault } from '../../../simulator/plan/plan.ts';
import type { FaultLog } from '../../../simulator/run/fault-log.ts';
import { type JobOutcome, succeededIn } from '../../../simulator/run/job-outcome.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import type { SharedFleet, SharedFleetEvents } from '../../../simulator/workers/shared-fleet.ts';
import type { Output } from '../../output/output.ts';
import { printable } from '../../output/printable.ts';
import { ratesRecord } from '../rates.ts';
import { tellLeftBehind, tellTroubles } from '../tell-troubles.ts';
import { openLiveView } from '../view/live-view.ts';
import { JobLog } from './figures/job-log.ts';
import { runFigures } from './figures/run-figures.ts';
import { heartbeatSecondsOf } from './results.ts';
import { lookAt, type RunLook } from './run-look.ts';
import { type RunState, runStates } from './run-state.ts';
import { runLine, thresholdText } from './run-text.ts';

/** Looks between two plain lines: every few seconds is enough to read. */
const LOOKS_A_LINE = 5;

export interface ViewedRun {
  readonly file: FleetFile;
  readonly plan: FleetPlan;
  readonly workers: number;
  readonly fleet: Pick<SharedFleet, 'figures' | 'pids'> & EventEmitter<SharedFleetEvents>;
  readonly measurements: Measurements;
  readonly faults: Pick<FaultLog, 'spans'>;
  readonly output: Output;
  readonly clock: Clock;
  /** What keys do, for the last line of the view; read anew at each drawing. */
  readonly keys?: () => readonly string[];
}

/** Shows a run: a view of all of it on a terminal, one every few seconds elsewhere, NDJSON with `--json`. */
export interface RunView {
  looked(look: RunLook): void;
  begun(): void;
  /** A job is asked for; its progress changes while it runs. */
  jobFollowed(job: Pick<PlannedJob, 'label' | 'nodes'>, progress: JobProgress): void;
  jobEnded(outcome: JobOutcome): void;
  eventDone(event: PlannedEvent, error: unknown): void;
  faultChanged(fault: PlannedFault, isOn: boolean): void;
  /** What keys do has changed. */
  keysChanged(): void;
  /** Something was done by hand, or could not be: a sentence. */
  notice(line: string): void;
  /** Something was done by hand. */
  byHand(order: string, said: string): void;
  /** A signal has come. */
  ending(): void;
  /** The run is over; nothing is drawn any more. */
  end(): void;
  /** Clients of the nodes could not be deleted. */
  leftBehind(why: string): void;
  judged(results: FleetResults, verdict: string, out: string): void;
}

export function viewRun(run: ViewedRun): RunView {
  const { file, plan, workers, fleet, measurements, output, clock, keys = () => [] } = run;
  const { name } = file;
  const { seed } = plan;
  const wanted = plan.nodes.length;
  const { stdout } = output;
  const stateAt = runStates({ fleet, measurements });
  const jobs = new JobLog(() => measurements.seconds);
  const eventsDone = new Map<PlannedEvent, unknown>();
  let look = lookAt(measurements, file.thresholds, heartbeatSecondsOf(file));
  let state = stateAt(look);
  const shown = openLiveView(output, clock, () => ({
    ...runFigures({ ...run, jobs, eventsDone }, state, look),
    keys: keys(),
  }));
  const remark = shown?.remark ?? output.remark;
  const shared = workers === 1 ? '' : ` in ${workers} processes`;
  remark(`Fleet ${name}: ${wanted} nodes${shared} (seed ${seed}); Ctrl-C ends it in order.`);
  output.record({ event: 'starting', fleet: name, nodes: wanted, seed, workers, pids: fleet.pids });
  const tellHowMany = tellTroubles(fleet, remark);
  let looks = 0;
  return {
    looked: (now) => {
      look = now;
      state = stateAt(now);
      shown?.changed();
      if (output.json) output.record(progressRecord(state));
      else if (shown === undefined && looks % LOOKS_A_LINE === 0) output.answer(runLine(state));
      looks += 1;
    },
    begun: () => {
      const { cameUp } = fleet.figures;
      remark(
        `${cameUp} of ${measurements.requested.nodes} nodes are up after ${measurements.seconds.toFixed(1)} s.`,
      );
      output.record({ event: 'begun', seconds: rounded(measurements.seconds), available: cameUp });
    },
    jobFollowed: (job, progress) => {
      jobs.followed(job, progress);
      shown?.changed();
    },
    jobEnded: (outcome) => {
      jobs.ended(outcome);
      shown?.changed();
      const { label, end, nodes, jobSeconds, error } = outcome;
      if (end !== 'complete' && error !== undefined) remark(`Job ${label}: ${end}, ${printable(error)}`);
      output.record({
        event: 'job',
        job: label,
        end,
        nodes,
        succeeded: succeededIn(outcome),
        ...(jobSeconds !== undefined && { seconds: rounded(jobSeconds) }),
        ...(error !== undefined && { error }),
      });
    },
    eventDone: (event, error) => {
      const { kind, hits } = event;
      eventsDone.set(event, error);
      const failure = error instanceof Error ? error.message : error;
      const how = error === undefined ? 'done' : `failed: ${printable(String(failure))}`;
      remark(`Event ${kind}${hits.length > 0 ? ` on ${hits.length} nodes` : ''} ${how}.`);
      output.record({ event: 'event', kind, nodes: hits.length, ok: error === undefined });
    },
    faultChanged: ({ name, hits, ...fault }, isOn) => {
      const what = isOn ? `begins on ${hits.length} nodes: ${faultText(fault)}` : 'is over';
      remark(`Fault ${name} ${what}.`);
      output.record({ event: 'fault', fault: name, nodes: hits.length, on: isOn });
    },
    keysChanged: () => shown?.changed(),
    notice: (line) => remark(line),
    byHand: (order, said) => {
      remark(`By hand: ${printable(order)}: ${printable(said)}.`);
      output.record({ event: 'by_hand', order, said });
    },
    ending: () => {
      remark('Ending in order: nodes leave, then the report is written. Ctrl-C again ends at once.');
      output.record({ event: 'ending' });
    },
    end: () => {
      tellHowMany();
      shown?.end();
    },
    leftBehind: (why) => tellLeftBehind(why, output),
    judged: (results, verdict, out) => {
      const slow = slowMachineText(results.metrics);
      if (slow !== undefined) output.answer(slow);
      if (results.cut !== undefined) output.answer(cutShortText(results.cut));
      for (const each of results.thresholds) {
        const word = each.isKept
          ? stdout.paint('good', 'kept   ')
          : each.isOurs || each.isCutShort
            ? stdout.paint('busy', 'unclear')
            : stdout.paint('bad', 'crossed');
        output.answer(`${word}  ${thresholdText(each)}`);
      }
      output.answer(jobsText(results.metrics));
      const behind = behindText(results.metrics);
      if (behind !== undefined) output.answer(behind);
      output.answer(`Fleet ${name}: ${verdict}. The report is in ${out}`);
      output.record({
        event: 'ended',
        verdict,
        out,
        metrics: results.metrics,
        thresholds: results.thresholds,
      });
    },
  };
}

function progressRecord(state: RunState): Readonly<Record<string, unknown>> {
  const { seconds, nodes, jobs, perSecond, latencies, thresholds } = state;
  return {
    event: 'progress',
    seconds: rounded(seconds),
    nodes,
    jobs_under_way: jobs.underWay,
    jobs_complete: jobs.complete,
    jobs_failed: jobs.failed,
    per_second: ratesRecord(perSecond),
    latencies,
    thresholds,
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
