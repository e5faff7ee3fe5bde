import type { Suggest } from '../files/settings/schema-check.ts';
import type { KeyPair } from '../protocol/signing/key-pair.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import type { RunSelection, ScenarioPlan } from './plan/plan.ts';
import type { AttemptEnd } from './run/progress.ts';
import type { RunFeatures } from './run/run-features.ts';
import type { ResolvedTarget } from './target-file/resolved-target.ts';
import type { TargetFile } from './target-file/target-file.ts';

export interface JudgeTargetOptions {
  readonly target: TargetFile;
  readonly selection: RunSelection;
  /** How often a scenario that failed is tried again. */
  readonly retry: number;
  /** No scenario begins once one has failed that is not known to. */
  readonly failFast: boolean;
  /** Processes that run scenarios at the same time. */
  readonly parallel: number;
  /** Where reports are written; made where it is not there. */
  readonly outDir: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** The words after `push-harness` that ask for this run. */
  readonly commandLine: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the run is to end before its time, with a report of what was done. */
  readonly signal: AbortSignal;
  readonly suggest: Suggest;
  readonly onPlan?: (plan: ScenarioPlan, target: ResolvedTarget) => void;
  readonly onEnded?: (ended: AttemptEnd) => void;
  /** Told the stack of a fault of push-harness itself, for those who mend it. */
  readonly onFault?: (stack: string) => void;
  /** Told what could not be done and hurts nobody's verdict. */
  readonly onRemark?: (line: string) => void;
  /** In place of new keys, for tests: one for the server's own files, then those of principals. */
  readonly drawKeys?: () => Promise<readonly KeyPair[]>;
  /** In place of Cucumber, for tests. */
  readonly run?: RunFeatures;
  /** In place of the usual time after which a target that answers nobody is gone, for tests. */
  readonly goneAfterMs?: number;
}

export interface JudgedTarget {
  /** As `exitCodeOf` says. */
  readonly exitCode: 0 | 1 | 3 | 4 | 70 | 130;
  readonly results: ConformanceResults;
}
