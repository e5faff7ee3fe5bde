import { systemClock } from '../../../protocol/time/clock.ts';
import type { FleetResults } from '../../../reports/generators/fleet/fleet-results.ts';
import type { PlannedEvent } from '../../../simulator/plan/plan.ts';
import type { Census } from '../../../simulator/run/census.ts';
import type { JobOutcome } from '../../../simulator/run/job-outcome.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import { startLiveArea } from '../../output/live-area.ts';
import type { Output } from '../../output/output.ts';
import { clipped, printable } from '../../output/printable.ts';

/** Looks between two plain lines: every few seconds is enough to read. */
const LOOKS_A_LINE = 5;

export interface ViewedRun {
  readonly name: string;
  readonly seed: string | number;
  readonly wanted: number;
  readonly census: Census;
  readonly measurements: Measurements;
  readonly output: Output;
}

/** Shows a run: live lines on a terminal, one every few seconds elsewhere, NDJSON with `--json`. */
export interface RunView {
  looked(): void;
  begun(): void;
  jobEnded(outcome: JobOutcome): void;
  eventDone(event: PlannedEvent, error: unknown): void;
  /** The run is over; nothing is drawn any more. */
  end(): void;
  judged(results: FleetResults, verdict: string, out: string): void;
}

export function viewRun(run: ViewedRun): RunView {
  const { name, seed, wanted, census, measurements, output } = run;
  const { stdout } = output;
  const state = () => stateLine(run);
  const area =
    stdout.isTerminal && !output.json
      ? startLiveArea(stdout, systemClock, () => [clipped(state(), stdout.size().columns)])
      : undefined;
  const remark = (line: string) => (area === undefined ? output.remark(line) : area.above(line));
  output.remark(`Fleet ${name}: ${wanted} nodes (seed ${seed}); Ctrl-C ends it in order.`);
  output.record({ event: 'starting', fleet: name, nodes: wanted, seed });
  let looks = 0;
  return {
    looked: () => {
      area?.changed();
      if (area === undefined && looks % LOOKS_A_LINE === 0) output.answer(state());
      looks += 1;
      output.record({
        event: 'progress',
        seconds: rounded(measurements.seconds),
        nodes: census.counts,
        jobs_under_way: measurements.jobsUnderWay,
      });
    },
    begun: () => {
      remark(`${census.cameUp} of ${wanted} nodes are up after ${measurements.seconds.toFixed(1)} s.`);
      output.record({ event: 'begun', seconds: rounded(measurements.seconds), available: census.cameUp });
    },
    jobEnded: ({ label, end, nodes, succeeded, jobSeconds, error }) => {
      if (end !== 'complete' && error !== undefined) remark(`Job ${label}: ${end}, ${printable(error)}`);
      output.record({
        event: 'job',
        job: label,
        end,
        nodes,
        succeeded,
        ...(jobSeconds !== undefined && { seconds: rounded(jobSeconds) }),
        ...(error !== undefined && { error }),
      });
    },
    eventDone: ({ kind, hits }, error) => {
      const failure = error instanceof Error ? error.message : error;
      const how = error === undefined ? 'done' : `failed: ${printable(String(failure))}`;
      remark(`Event ${kind}${hits.length > 0 ? ` on ${hits.length} nodes` : ''} ${how}.`);
      output.record({ event: 'event', kind, nodes: hits.length, ok: error === undefined });
    },
    end: () => area?.clear(),
    judged: (results, verdict, out) => {
      for (const { threshold, left, right, isKept } of results.thresholds) {
        const word = isKept ? stdout.paint('good', 'kept   ') : stdout.paint('bad', 'crossed');
        output.answer(`${word}  ${threshold}  (${left ?? 'not measured'} and ${right ?? 'not measured'})`);
      }
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

function stateLine({ wanted, census, measurements }: ViewedRun): string {
  const { available, busy, connected, starting, away } = census.counts;
  return (
    `${measurements.seconds.toFixed(0)} s: of ${wanted} nodes ${available + busy} online (${busy} busy), ` +
    `${connected} connecting, ${starting} starting, ${away} away; jobs ${measurements.jobsUnderWay} under way, ` +
    `${measurements.count('jobs_complete')} complete, ${measurements.count('jobs_failed')} failed`
  );
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
