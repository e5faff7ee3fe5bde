import type { Point, Trend } from '../../simulator/run/trend.ts';
import type { LoopDelay } from '../process/loop-watch.ts';
import type { MachineInfo } from '../report/machine-info.ts';
import type { Traffic } from './lost-messages.ts';
import type { HoldOptions } from './options.ts';

/** How things stood at a moment. */
export interface HoldSample {
  /** Since all nodes had come. */
  readonly minutes: number;
  readonly serverMb: number;
  readonly fleetMb: number;
  /** Nodes that are out of rehab and believe the server online. */
  readonly inService: number;
  /** Share of one core since the last sample. */
  readonly serverCpu: number;
  /** Since the last sample. */
  readonly loopP99Ms: number;
}

/** A job on all nodes. */
export interface HeldJob {
  /** When it was asked for. */
  readonly minutes: number;
  /** From the request to the event of its end; undefined where it came to no good one. */
  readonly ms: number | undefined;
  readonly fault: string | undefined;
}

/** What a hold measured. */
export interface HoldFigures {
  readonly kind: 'push-harness/hold';
  readonly version: 1;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: MachineInfo;
  readonly options: Pick<HoldOptions, 'nodes' | 'minutes' | 'heartbeatSeconds' | 'jobEverySeconds'>;
  /** How long the nodes were held. */
  readonly heldMinutes: number;
  readonly interrupted: boolean;
  /** From the start of the first node until the server called all available. */
  readonly upSeconds: number;
  readonly jobs: readonly HeldJob[];
  /** Available nodes that the server called down, or put into rehab. */
  readonly falseDown: number;
  readonly falseRehab: number;
  readonly lateHeartbeats: number;
  /** Messages and keys that one side refused, by counter. */
  readonly refused: Readonly<Record<string, number>>;
  /** Undefined where the hold was interrupted. */
  readonly traffic: readonly Traffic[] | undefined;
  readonly samples: readonly HoldSample[];
  /** Resident memory of the server without its garbage, by the minutes since all nodes had come; megabytes. */
  readonly collected: readonly Point[];
  /** Of that, megabytes a minute, the warm-up left out. */
  readonly memoryTrend: Trend | undefined;
  /** By how many megabytes as many bare connections grow over as many messages; undefined where that was not measured. */
  readonly bareGrowthMb: number | undefined;
  readonly loop: LoopDelay;
  /** What the server logged as errors. */
  readonly errors: readonly string[];
}
