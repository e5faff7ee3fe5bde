/** What a run knows besides Cucumber's messages; the runner leaves it as `facts.json` beside `messages.ndjson`. */
export interface RunFacts {
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, as the next. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The words after `push-harness`. */
  readonly commandLine: readonly string[];
  readonly target: TargetFacts;
  readonly knownFailures: readonly KnownFailure[];
  /** By scenario id, row included (`QUORUM-004:2`): why a pickle of the stream has no test case. */
  readonly notRun: readonly NotRun[];
  /** Titles of the sections of the documentation, by the keys that `@doc:` tags name. */
  readonly sections?: Readonly<Record<string, string>>;
  /** Versions, CPUs, memory, platform … */
  readonly environment: Readonly<Record<string, string | number>>;
  /** True where a signal ended the run before its time. */
  readonly interrupted: boolean;
}

export interface TargetFacts {
  readonly name: string;
  readonly dialect: Dialect;
  readonly serverUrl?: string;
  readonly description?: string;
  readonly capabilities: readonly string[];
  /** Milliseconds by name. */
  readonly timings: Readonly<Record<string, number>>;
}

export type Dialect = 'documented' | 'pushy-server';

/** A line of the target's list: this scenario fails there, and why that is so. */
export interface KnownFailure {
  readonly id: string;
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD` in UTC. */
  readonly expires?: string;
}

export interface NotRun {
  readonly id: string;
  readonly verdict: 'not applicable' | 'not run';
  readonly reason: string;
}
