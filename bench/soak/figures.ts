import type { LoopDelay } from '../process/loop-watch.ts';
import type { Point, Trend } from './trend.ts';

/** Refusals for one reason. */
export interface RefusalFigure {
  readonly reason: string;
  readonly refused: number;
  /** Messages that were sent to be refused for it. */
  readonly provoked: number;
}

/** What came of making every node healthy. */
export interface HealedFigure {
  /** Nodes that the server would give a job. */
  readonly available: number;
  /** How long that took, or was waited for. */
  readonly seconds: number;
  /** The others, and why by the server's own diagnosis. */
  readonly stuck: readonly string[];
  /** Status of a job over all nodes afterwards, and how many did it. */
  readonly lastJob: { readonly status: string; readonly succeeded: number };
}

/** Resident memory of the server, megabytes. */
export interface MemoryFigure {
  /** By the minutes since the start. */
  readonly samples: readonly Point[];
  /** Megabytes a minute, the warm-up left out; undefined where the soak was too short. */
  readonly trend: Trend | undefined;
}

/** What a soak measured. Faults are sentences; where there are none, all was well. */
export interface SoakFigures {
  readonly seed: string;
  /** For how long jobs were started and followed. */
  readonly seconds: number;
  readonly nodes: number;
  /** It was ended before its time. */
  readonly interrupted: boolean;
  readonly jobs: {
    readonly started: number;
    /** How many ended in each status. */
    readonly ended: Readonly<Record<string, number>>;
    /** Those without an end, and those that are shown otherwise than they ended. */
    readonly faults: readonly string[];
  };
  readonly feeds: { readonly count: number; readonly events: number; readonly faults: readonly string[] };
  /** Undefined where the soak was interrupted before that. */
  readonly healed: HealedFigure | undefined;
  readonly refusals: readonly RefusalFigure[];
  /** What was held against a node that the node had not done. */
  readonly refusalFaults: readonly string[];
  readonly memory: MemoryFigure;
  readonly loop: LoopDelay;
  /** What the server logged as errors. */
  readonly errors: readonly string[];
}
