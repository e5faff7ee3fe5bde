import type { NodePlaces } from '../../../simulator/run/places.ts';
import type { Rates } from '../rates.ts';

/**
 * A fleet at a moment, as its view on a terminal shows it. Names and messages are as others have given them: the view
 * makes them printable. What a fleet has not (jobs without a file, say) is left out.
 */
export interface ViewFigures {
  readonly title: string;
  /** Since the start of the run. */
  readonly seconds: number;
  /** How long the run takes by its plan, where that is known. */
  readonly plannedSeconds?: number;
  readonly stage?: ViewedStage;
  /** Nodes that are to be there. */
  readonly wanted: number;
  readonly nodes: ViewedNodes;
  /** In the order of the file. */
  readonly groups: readonly ViewedGroup[];
  readonly perSecond: Rates;
  /** Seconds by `vote_seconds.p50` and the like; what was not measured is not there. */
  readonly latencies?: Readonly<Record<string, number>>;
  readonly jobs?: ViewedJobs;
  /** What nodes have done in all, where no job is ours. */
  readonly work?: { readonly commits: number; readonly succeeded: number; readonly failed: number };
  /** Most often first. */
  readonly errors: readonly CountedError[];
  /** Nodes that jobs went without although they were in service; undefined where no job is ours. */
  readonly falseDown?: number;
  /** Events and faults that are under way, due or done. */
  readonly happenings: readonly Happening[];
  readonly thresholds: readonly ViewedThreshold[];
  readonly machine: ViewedMachine;
  /** What was said, and done by hand, with the newest last. */
  readonly notices: readonly ViewNotice[];
  /** What keys do, such as `+ 10 more nodes`; they are the last line. */
  readonly keys: readonly string[];
}

/** What the plan has the nodes do now. */
export interface ViewedStage {
  /** From 1 on. */
  readonly number: number;
  readonly of: number;
  /** Nodes at its begin and at its end; the same where they stay. */
  readonly from: number;
  readonly to: number;
  readonly leftSeconds: number;
}

/** Nodes by place, those in rehab apart from the others that are connected. */
export interface ViewedNodes {
  readonly places: NodePlaces;
  readonly inRehab: number;
}

export interface ViewedGroup extends ViewedNodes {
  readonly name: string;
  /** Nodes of it in the file. */
  readonly wanted: number;
}

export interface ViewedJobs {
  readonly underWay: number;
  readonly complete: number;
  readonly failed: number;
  /** The oldest first. */
  readonly running: readonly RunningJob[];
  /** The last ones, the newest first. */
  readonly ended: readonly LastJob[];
}

export interface RunningJob {
  readonly label: string;
  readonly nodes: number;
  readonly seconds: number;
  /** Nodes by state, in the words of protocol §6; states that none is in are left out. */
  readonly states: readonly (readonly [state: string, nodes: number])[];
}

export interface LastJob {
  readonly label: string;
  readonly end: string;
  readonly nodes: number;
  readonly succeeded: number;
  readonly seconds?: number;
  readonly error?: string;
}

export interface CountedError {
  readonly what: string;
  readonly count: number;
}

/** Something that the plan, or somebody by hand, does to the fleet. */
export interface Happening {
  readonly text: string;
  readonly state: 'under_way' | 'due' | 'done' | 'failed';
  /** Until it is over, or until it begins where it is due; undefined where nobody knows. */
  readonly leftSeconds?: number;
}

export interface ViewedThreshold {
  readonly text: string;
  /** `holds`, `crossed`, … as the view says it. */
  readonly state: ThresholdState;
  readonly value?: number;
  readonly limit?: number;
  /** `1.65 below`, `3 to go`. */
  readonly distance: string;
  /** It ends the run when it is crossed: from so many seconds on, 0 where it does now, undefined before the begin. */
  readonly ends?: { readonly inSeconds: number | undefined };
}

export type ThresholdState = 'holds' | 'crossed' | 'unclear' | 'not yet' | 'no data';

/** The delays of this machine, which are none of the server's. */
export interface ViewedMachine {
  /** How late a process of the fleet was in the last seconds, and at most from the begin on. */
  readonly lateSeconds: number;
  readonly mostLateSeconds: number;
  /** How many times as long the work takes as with processors enough. */
  readonly stretch?: number;
  /** The longest that something came later than planned. */
  readonly behindSeconds?: number;
}

export interface ViewNotice {
  readonly atSeconds: number;
  readonly text: string;
}
