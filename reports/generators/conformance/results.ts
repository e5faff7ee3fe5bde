import type { Hindrance, QuirkFacts, ReportedDialect, TargetFacts } from './run-facts.ts';
import type { Level, Origin, Verdict } from './verdict.ts';

/** The version of the form of `results.json`; it rises when a field changes its meaning or goes away. */
export const CONFORMANCE_RESULTS_VERSION = 1;

/** One run against one target: the content of `results.json`, and all that the reports are made from. */
export interface ConformanceResults {
  readonly version: typeof CONFORMANCE_RESULTS_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, as the next. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The words after `push-harness`. */
  readonly commandLine: readonly string[];
  readonly interrupted: boolean;
  readonly target: TargetFacts;
  readonly environment: Readonly<Record<string, string | number>>;
  /** How many scenarios have each verdict; those that none has are there with 0. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** What went wrong beside the scenarios, one sentence each: features that cannot be read, hooks of the whole run. */
  readonly problems: readonly string[];
  /** What kept the run from judging all that it was asked to; absent where nothing did. */
  readonly hindrance?: Hindrance;
  /** Entries of the target's list of known failures that name no scenario. */
  readonly unmatched: readonly string[];
  /** Those that scenarios met, the ones that ask for attention first; absent in results of before there were quirks. */
  readonly quirks?: readonly QuirkResult[];
  /** In the order of their topics, files and lines. */
  readonly scenarios: readonly ScenarioResult[];
}

export interface ScenarioResult {
  /** `QUORUM-004`, a row of an outline `QUORUM-004:2`; file and line where no id was given. */
  readonly id: string;
  readonly name: string;
  /** The folder of its feature. */
  readonly topic: string;
  readonly feature: string;
  /** The requirement in words: the `Rule` it stands under. */
  readonly rule?: string;
  readonly uri: string;
  readonly line: number;
  /** Of a row of an outline: its cells by the titles of their columns. */
  readonly example?: Readonly<Record<string, string>>;
  readonly level: Level;
  readonly origins: readonly Origin[];
  readonly sections: readonly Section[];
  readonly needs: readonly string[];
  readonly verdict: Verdict;
  /** Why it did not run, why its failure is known, or why an attempt does not count. */
  readonly reason?: string;
  /** The role without which it cannot be judged, and which was not given: `superuser`. */
  readonly lacks?: string;
  /** It was asked for, and the run was kept from judging it. */
  readonly isHindered?: true;
  /** It did not run because the words of the run did not choose it: by id, topic, tags, level or shard. */
  readonly isUnchosen?: true;
  /** The last day on which its failure was excused, where that day is over: `YYYY-MM-DD`. */
  readonly excusedUntil?: string;
  /** Of the last attempt; 0 where there was none. */
  readonly durationMs: number;
  /** How often it was tried. */
  readonly attempts: number;
  /** Of the last attempt; where there was none, what would have been done. */
  readonly steps: readonly StepResult[];
  /** Of the last attempt that did not pass, even where a later one did; of one that does not count where none does. */
  readonly failure?: Failure;
  /** The last frames, requests and events before the failure, oldest first. */
  readonly journal: readonly JournalLine[];
  /** Who was held up, and for how long, in the last attempt that does not count for it. */
  readonly delay?: Delay;
  /** The named differences that it met, whatever came of it; absent in results of before there were quirks. */
  readonly quirks?: readonly QuirkMet[];
}

/** The longest that somebody on the judge's machine could not work while a scenario failed. */
export interface Delay {
  /** The judge with its virtual nodes, or a server on the same machine. */
  readonly who: 'judge' | 'server';
  readonly ms: number;
  /** What the target's timings bear, milliseconds. */
  readonly bearsMs: number;
}

/** A named difference, and what a scenario saw of it. */
export interface QuirkMet {
  readonly name: string;
  /** The exchange or the events, in a few lines. */
  readonly evidence: string;
}

/** A named difference that the target has, as far as scenarios met it. */
export interface QuirkResult extends QuirkFacts {
  readonly name: string;
  /** The target may have it; a scenario that meets one that is not accepted fails. */
  readonly isAccepted: boolean;
  /** Ids of the scenarios that met it. */
  readonly scenarios: readonly string[];
  /** What the first of them saw. */
  readonly evidence: string;
}

export interface Section {
  readonly key: string;
  readonly title: string;
}

export type StepStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'undefined' | 'ambiguous';

export interface StepResult {
  /** `Given web1 is healthy`; tables and texts that belong to it follow as lines. */
  readonly text: string;
  /** Absent where the scenario did not run. */
  readonly status?: StepStatus;
  readonly durationMs?: number;
}

export interface Failure {
  /** The step, or the hook, that failed. */
  readonly step: string;
  /** What was said, without the stack. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Where in the harness; for those who mend the harness. */
  readonly stack?: string;
}

export interface JournalLine {
  /** Milliseconds from the start of the scenario. */
  readonly atMs: number;
  readonly node?: string;
  /** As seen by the harness. */
  readonly direction: 'in' | 'out';
  readonly kind: 'frame' | 'request' | 'event';
  readonly summary: string;
  readonly body?: string;
}

/** The origin that alone binds a target of this dialect. */
export function originOf(dialect: ReportedDialect): Origin {
  return dialect === 'documented' ? 'documented' : 'shipped';
}
