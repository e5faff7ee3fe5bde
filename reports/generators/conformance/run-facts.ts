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
  /** What the catalogue says of quirks, by their names. */
  readonly quirks?: Readonly<Record<string, QuirkFacts>>;
  /** Versions, CPUs, memory, platform … */
  readonly environment: Readonly<Record<string, string | number>>;
  /** True where a signal ended the run before its time. */
  readonly interrupted: boolean;
  /** What kept the run from judging all that it was asked to; absent where nothing did. */
  readonly hindrance?: Hindrance;
}

/** What keeps a run from judging all that it was asked to. */
export interface Hindrance {
  /** Who is in the way: the server that is judged, or push-harness itself. */
  readonly by: 'target' | 'harness';
  /** What happened: one sentence, without a capital and a full stop. */
  readonly why: string;
  /** What to do about it, in the same form. */
  readonly remedy: string;
}

export interface TargetFacts {
  readonly name: string;
  readonly dialect: ReportedDialect;
  readonly serverUrl?: string;
  readonly description?: string;
  readonly capabilities: readonly string[];
  /** Milliseconds by name. */
  readonly timings: Readonly<Record<string, number>>;
  /** Names of the quirks that it may have. */
  readonly acceptedQuirks?: readonly string[];
}

/** A named difference of some servers, of which a target that has it is not condemned. One sentence each. */
export interface QuirkFacts {
  readonly weight: ReportedQuirkWeight;
  /** What a server with it does. */
  readonly summary: string;
  /** What a server without it does. */
  readonly ours: string;
  /** What it costs, and whom. */
  readonly cost: string;
  /** Which programs have it. */
  readonly has: string;
}

/** How much a quirk matters to those who live with it, the heaviest first. */
export const QUIRK_WEIGHTS = ['security', 'costly', 'harmless'] as const;

export type ReportedQuirkWeight = (typeof QUIRK_WEIGHTS)[number];

export type ReportedDialect = 'documented' | 'pushy-server';

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
  /** The words of the run did not choose it: by id, topic, tags, level or shard. */
  readonly isUnchosen?: true;
  /** The role without which it cannot be judged, and which was not given: `superuser`. */
  readonly lacks?: string;
}
