import type { FaultDirection, WireFault } from './fault.ts';

/** How one direction of a connection is at the moment: all faults that are on, put together. */
export interface Conditions {
  /** They add up. */
  readonly latencies: readonly { readonly delayMs: number; readonly jitterMs: number }[];
  /** Infinity where nothing limits it. */
  readonly bytesPerSecond: number;
  readonly isStalled: boolean;
  readonly isDropped: boolean;
}

/** No fault is on. */
export const CLEAR_CONDITIONS: Conditions = {
  latencies: [],
  bytesPerSecond: Number.POSITIVE_INFINITY,
  isStalled: false,
  isDropped: false,
};

/** What faults make of one direction; `CLEAR_CONDITIONS` itself where they leave it alone. */
export function conditionsOf(faults: Iterable<WireFault>, direction: FaultDirection): Conditions {
  let conditions = CLEAR_CONDITIONS;
  for (const fault of faults) {
    if (!('direction' in fault) || fault.direction === undefined || fault.direction === direction) {
      conditions = worsened(conditions, fault);
    }
  }
  return conditions;
}

function worsened(conditions: Conditions, fault: WireFault): Conditions {
  switch (fault.kind) {
    case 'latency':
      if (fault.delayMs <= 0 && fault.jitterMs <= 0) return conditions;
      return { ...conditions, latencies: [...conditions.latencies, fault] };
    case 'bandwidth':
      return {
        ...conditions,
        bytesPerSecond: Math.min(conditions.bytesPerSecond, fault.bytesPerSecond),
      };
    case 'stall':
      return { ...conditions, isStalled: true };
    case 'drop':
      return { ...conditions, isDropped: true };
    case 'reset':
    case 'half_open':
      return conditions; // these are done to whole connections
  }
}
