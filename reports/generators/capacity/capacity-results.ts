/** A side of a threshold that was never measured is absent. */
export interface CapacityThreshold {
  readonly threshold: string;
  readonly left?: number;
  readonly right?: number;
  readonly isKept: boolean;
}

/** One run with so many nodes. */
export interface CapacityTrial {
  readonly nodes: number;
  /** Every threshold was. */
  readonly isKept: boolean;
  readonly thresholds: readonly CapacityThreshold[];
  readonly metrics: Readonly<Record<string, number>>;
  readonly bottlenecks: readonly string[];
}

/** A search for the most nodes that a server holds. The version rises when a field changes its meaning or goes away. */
export interface CapacityResults {
  readonly kind: 'push-harness/capacity';
  readonly version: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly interrupted: boolean;
  readonly target: string;
  /** The condition as it was given. */
  readonly slo: string;
  /** The metrics that it is about. */
  readonly metrics: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  /** In the order in which they were run. */
  readonly trials: readonly CapacityTrial[];
  /** Absent where the search was interrupted. */
  readonly found?: {
    readonly holds: number;
    /** Absent where the largest fleet that was allowed is held. */
    readonly breaks?: number;
    /** From 0 to 1. */
    readonly confidence: number;
  };
}
