import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { serverAddress } from '../../protocol/client/server-address.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { capacityHtml } from '../../reports/generators/capacity/capacity-html.ts';
import type { CapacityResults, CapacityTrial } from '../../reports/generators/capacity/capacity-results.ts';
import {
  bottlenecksOf,
  capacityHeadline,
  crossedText,
  edgeText,
} from '../../reports/generators/capacity/capacity-text.ts';
import { chartLibrary } from '../../reports/generators/html/assets.ts';
import { nextStep, type SearchOptions } from '../../simulator/capacity/search.ts';
import { trialFleet } from '../../simulator/capacity/trial-fleet.ts';
import {
  BadExpression,
  metricsOf,
  parseThreshold,
  parseThresholds,
  type Threshold,
} from '../../simulator/thresholds/expression.ts';
import type { ConnectionOptions } from '../connection/rest-connection.ts';
import { sayInsecure } from '../connection/say-insecure.ts';
import { checkTemporary, checkWritable } from '../files/check-writable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { CheckFailed, UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';
import { checkMachine } from '../simulate/check-machine.ts';
import { runTrial } from './run-trial.ts';

export interface CapacityOptions extends ConnectionOptions, Omit<SearchOptions, 'isPatient'> {
  readonly slo: string;
  readonly jobs: number;
  /** Seconds from the end of one job to the start of the next. */
  readonly jobEvery: number;
  readonly heartbeatInterval: number | undefined;
  /** After it nothing is repeated to be surer of the edge. */
  readonly searchTimeMs: number;
  readonly workers: number | 'auto';
  readonly keyPool: number;
  readonly out: string | undefined;
}

const BYTES_A_MB = 2 ** 20;
/** Of every run, whatever the condition says: a server that loses jobs holds nothing. */
const ALWAYS = parseThreshold('jobs_failed == 0');

/**
 * Searches for the most nodes that a server holds, and writes a report after each run, so that a search that is cut off
 * leaves what it saw. Throws `UsageError` for a condition that cannot be read, before anything is made.
 */
export async function runCapacity(surroundings: Surroundings, options: CapacityOptions): Promise<ExitCode> {
  const { folder, output, signal, env } = surroundings;
  const slo = readSlo(options.slo);
  const isOurs = options.server === undefined;
  const workersFor = (nodes: number): number =>
    checkMachine({ nodes, workers: options.workers, hasServer: isOurs, hasFaults: false });
  workersFor(options.max);

  const startedAt = new Date(systemClock.now()).toISOString();
  const startMs = systemClock.monotonic();
  const out = resolve(
    folder,
    options.out ?? join('reports/output', `capacity-${startedAt.replace(/[:.]/g, '-')}`),
  );
  checkWritable(out, 'the report', 'give another folder with --out');
  if (isOurs) checkTemporary();
  makeFolder(out);
  const library = chartLibrary();
  const trials: CapacityTrial[] = [];
  const report = (found?: CapacityResults['found']): CapacityResults => {
    const results: CapacityResults = {
      kind: 'push-harness/capacity',
      version: 1,
      startedAt,
      durationSeconds: (systemClock.monotonic() - startMs) / 1_000,
      interrupted: signal.aborted,
      target: options.server ?? 'self',
      slo: options.slo,
      metrics: [...new Set(slo.flatMap(({ left, right }) => [...metricsOf(left), ...metricsOf(right)]))],
      environment: environment(),
      trials,
      ...(found !== undefined && { found }),
    };
    writeFileSync(join(out, 'capacity.json'), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(join(out, 'capacity.html'), capacityHtml(results, library));
    return results;
  };

  const address = serverAddress(options.server ?? '');
  // what is no address is refused by the first trial, and may have a password
  if (typeof address !== 'string') sayInsecure(output, address.url, options);
  for (;;) {
    const step = nextStep(trials, {
      ...options,
      isPatient: systemClock.monotonic() - startMs < options.searchTimeMs,
    });
    if (step.kind === 'found' || signal.aborted) {
      const { holds, breaks, confidence } = step.kind === 'found' ? step : UNKNOWN;
      const found = { holds, confidence, ...(breaks !== undefined && { breaks }) };
      const results = report(step.kind === 'found' ? found : undefined);
      tellVerdict(surroundings, results, out);
      if (step.kind !== 'found') return EXIT.interrupted;
      return holds > 0 ? EXIT.done : EXIT.threshold;
    }
    const { nodes } = step;
    output.remark(`Trial ${trials.length + 1}: ${nodes} nodes …`);
    const file = trialFleet({
      ...{ nodes, jobs: options.jobs, pauseMs: options.jobEvery * 1_000, thresholds: [...slo, ALWAYS] },
      server:
        options.heartbeatInterval === undefined ? {} : { heartbeatIntervalMs: options.heartbeatInterval },
    });
    const result = await runTrial(file, {
      ...{ connection: options, folder, signal, env, keyPool: options.keyPool },
      workers: workersFor(nodes),
      seed: `capacity-${startedAt}-${trials.length}`,
    });
    if (signal.aborted) continue;
    if (result.failure !== undefined) throw new CheckFailed(sentence(result.failure));
    const { metrics, thresholds } = result;
    const isKept = thresholds.every((each) => each.isKept);
    trials.push({ nodes, isKept, thresholds, metrics, bottlenecks: result.bottlenecks });
    report();
    const crossed = thresholds.filter((each) => !each.isKept).map(crossedText);
    output.answer(
      `${String(nodes).padStart(7)} nodes  ${isKept ? 'kept' : `broken: ${crossed.join(', ')}`}  ${seen(slo, metrics)}`,
    );
    output.record({ event: 'trial', nodes, kept: isKept, thresholds, metrics });
  }
}

const UNKNOWN = { holds: 0, breaks: undefined, confidence: 0 } as const;

function readSlo(text: string): readonly Threshold[] {
  try {
    return parseThresholds(text);
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error;
    throw new UsageError(`--slo '${text}': ${error.message}.`, { cause: error });
  }
}

function tellVerdict({ output }: Surroundings, results: CapacityResults, out: string): void {
  const { found } = results;
  output.answer(`${capacityHeadline(results)}.`);
  if (found !== undefined) output.answer(sentence(edgeText(results)));
  for (const line of bottlenecksOf(results)) output.answer(`Limited by: ${line}.`);
  output.answer(`The report is in ${out}`);
  output.record({
    event: 'ended',
    ...(found !== undefined && { found }),
    bottlenecks: bottlenecksOf(results),
    out,
  });
}

/** What the condition is about, as it came out. */
function seen(slo: readonly Threshold[], metrics: Readonly<Record<string, number>>): string {
  const names = [...new Set(slo.flatMap(({ left, right }) => [...metricsOf(left), ...metricsOf(right)]))];
  return names
    .map((name) => `${name} ${metrics[name] === undefined ? '–' : Number(metrics[name].toPrecision(3))}`)
    .join('  ');
}

function environment(): CapacityResults['environment'] {
  return {
    harness: packageVersion(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cpus: availableParallelism(),
    memoryMb: Math.round(totalmem() / BYTES_A_MB),
  };
}
