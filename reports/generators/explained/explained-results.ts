/** What `push-harness explain` found: `--json` prints it, pages and texts are made of it. Its schema is `assets/explained.schema.json`. */
export interface ExplainedResults {
  readonly version: 1;
  readonly verdict: 'legal' | 'illegal' | 'undecided';
  /** Quirks that are accepted. */
  readonly accepted: readonly string[];
  readonly jobs: readonly ExplainedJobResult[];
  readonly organisationFeeds: readonly ExplainedFeedResult[];
  /** What could not be read. */
  readonly faults: readonly { readonly at: string; readonly problem: string }[];
}

/** What was judged, and where it was read. */
interface Judged {
  /** The first place in the evidence, such as `feed.txt, line 1`. */
  readonly at: string;
  readonly verdict: 'legal' | 'illegal' | 'undecided';
  /** Those that it is legal with alone. */
  readonly quirks: readonly string[];
  /** The first thing that no run can have; null where there is none. */
  readonly impossible: ImpossibleResult | null;
}

export interface ImpossibleResult {
  readonly at: string;
  readonly came: string;
  readonly why: string;
  readonly couldCome: readonly { readonly event: string; readonly node?: string; readonly status?: string }[];
  /** Of docs/protocol.md, by its number in the published one: `§6`. */
  readonly section: string;
}

export interface ExplainedFeedResult extends Judged {
  readonly jobs: number;
}

export interface ExplainedJobResult extends Judged {
  readonly id: string | null;
  /** Why it is undecided; null where it is not. */
  readonly undecided: string | null;
  /** What happened, a sentence each. */
  readonly story: readonly string[];
  readonly nodes: readonly ExplainedNodeResult[];
  /** The cells of the tables that the run takes that is shown, and how often. */
  readonly rows: readonly {
    readonly part: string;
    readonly input: string;
    readonly node: string;
    readonly times: number;
  }[];
  /** The run that gives what was seen, input by input; it was replayed. */
  readonly run: readonly {
    readonly input: string;
    readonly node: string | null;
    readonly events: readonly string[];
  }[];
  readonly runs: {
    /** How many fit, as a number in digits, which may be long; "0" where it is not legal. */
    readonly count: string;
    /** Whether it is at most so many. */
    readonly isBound: boolean;
    readonly differIn: readonly { readonly node: string; readonly courses: readonly string[] }[];
  };
  readonly events: readonly ExplainedEvent[];
  readonly remarks: readonly string[];
}

export interface ExplainedNodeResult {
  readonly node: string;
  readonly status: string;
  readonly isGood: boolean;
  readonly told: string;
  readonly causes: readonly string[];
  readonly look: readonly string[];
}

/** An event that was seen. */
export interface ExplainedEvent {
  readonly at: string;
  /** Seconds since the first that was seen; null where it has no time. */
  readonly seconds: number | null;
  readonly event: string;
  readonly node: string | null;
  readonly status: string | null;
  /** Whether something may have come before it that was not seen. */
  readonly isAfterGap: boolean;
}
