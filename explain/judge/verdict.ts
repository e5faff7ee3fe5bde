import type { EvidencePlace } from '../evidence/evidence.ts';

/** An event in the words of feeds, without its place and time. */
export interface EventWords {
  readonly event: string;
  readonly node?: string | undefined;
  readonly status?: string | undefined;
}

/** The first thing in the evidence that no run can have. */
export interface Impossible {
  readonly at: EvidencePlace;
  /** What came, in a clause: `run_start of web1`. */
  readonly came: string;
  /** Why it cannot be, in a sentence. */
  readonly why: string;
  /** What could have come there; empty where nothing could. */
  readonly couldCome: readonly EventWords[];
  /** Of protocol.md, such as `§6`. */
  readonly section: string;
}

/** A cell of a table of protocol §6 that was taken, and how often. */
export interface TakenRow {
  readonly part: 'voting' | 'running';
  readonly input: string;
  /** The node's status before. */
  readonly node: string;
  readonly times: number;
}

/** One thing that happens to the job machine in the run that is shown. */
export interface RunStep {
  readonly input: string;
  readonly node?: string | undefined;
  /** The events that it gives, those that nobody saw included. */
  readonly events: readonly EventWords[];
}

/** A run of the job machine that gives what was seen: it was replayed. */
export interface FittingRun {
  readonly rows: readonly TakenRow[];
  readonly steps: readonly RunStep[];
  /** Where each node stands at its end, in the protocol's words. Names of nodes that nothing names begin with `unnamed-`. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly status: string;
}

/** In what the runs that fit differ: the courses that a node may have taken, each by its statuses. */
export interface OpenCourse {
  readonly node: string;
  readonly courses: readonly string[];
}

export type JobJudgement =
  | {
      readonly verdict: 'legal';
      /** Those that the evidence shows; the server is legal only with them. */
      readonly quirks: readonly string[];
      readonly run: FittingRun;
      /** How many runs fit, told apart by the statuses that nodes went through; at most so many where `isBound`. */
      readonly runs: { readonly count: bigint; readonly isBound: boolean };
      readonly open: readonly OpenCourse[];
    }
  | { readonly verdict: 'illegal'; readonly impossible: Impossible }
  /** Nothing speaks against it, and no run was found within the bounds. */
  | { readonly verdict: 'undecided'; readonly why: string };

/** `quorum_vote success of web1` */
export function eventWords({ event, node, status }: EventWords): string {
  return `${event}${status === undefined ? '' : ` ${status}`}${node === undefined ? '' : ` of ${node}`}`;
}
