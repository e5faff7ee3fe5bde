import type { BehaviourOptionValues } from '../behaviours/behaviour.ts';
import type { FaultChannel, FaultDirection } from '../faults/fault.ts';
import type { ImplicitThreshold } from '../thresholds/implicit.ts';

/** A fleet file as it is written, once the schema has allowed it. */
export interface RawFleet {
  readonly name: string;
  readonly summary?: string;
  readonly seed?: string | number;
  readonly target?: 'self' | RawFleetTarget;
  readonly nodes?: number | readonly RawStage[];
  readonly groups: readonly RawGroup[];
  readonly jobs?: readonly RawJob[];
  readonly events?: readonly RawEvent[];
  readonly faults?: readonly RawFault[];
  readonly begin?: 'ready' | 'start';
  readonly ready_within?: string;
  readonly duration?: string;
  readonly wind_down?: string;
  readonly thresholds?: readonly RawThreshold[];
  readonly waive?: readonly ImplicitThreshold[];
}

/** One of `to` and `hold`. */
export interface RawStage {
  readonly to?: number;
  readonly over?: string;
  readonly hold?: string;
}

export type RawThreshold =
  | string
  | { readonly check: string; readonly abort_on_fail?: boolean; readonly after?: string };

export interface RawFleetTarget {
  readonly url?: string;
  readonly org?: string;
  readonly user?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly self?: {
    readonly heartbeat_interval?: string;
    readonly voting_timeout?: string;
    readonly rehab_interval?: string;
    readonly dialect?: string;
  };
}

export type RawBehaviour = string | Readonly<Record<string, BehaviourOptionValues>>;

export interface RawGroup {
  readonly name: string;
  readonly count?: number;
  readonly percent?: number | 'rest';
  readonly behaviours?: readonly RawBehaviour[];
  readonly whitelist?: readonly RawWhitelistRule[];
  readonly start?: { readonly over?: string; readonly per_second?: number };
}

export interface RawWhitelistRule {
  readonly match?: string;
  readonly pattern?: string;
  readonly run?: string;
  readonly lock?: string;
}

export interface RawSelection {
  readonly groups?: readonly string[];
  readonly names?: readonly string[];
  readonly percent?: number;
  readonly count?: number;
}

export interface RawJob {
  readonly name: string;
  readonly command: string;
  readonly nodes?: RawSelection;
  readonly quorum?: number | string;
  readonly run_timeout?: string;
  readonly capture?: boolean;
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly at?: string | readonly string[];
  readonly every?: string;
  readonly per_minute?: readonly RawStage[];
  readonly back_to_back?: true;
  readonly pause?: string;
  readonly batches?: { readonly percent: number; readonly fail_limit?: number };
  readonly from?: string;
  readonly times?: number;
}

export interface RawEvent {
  readonly at: string;
  readonly kill?: RawSelection & { readonly returns_after?: string };
  readonly behave?: RawSelection & { readonly behaviours: readonly RawBehaviour[] };
  readonly hook?: readonly string[];
  readonly restart_server?: { readonly down?: string };
}

interface RawDirected {
  readonly direction?: FaultDirection;
}

export interface RawFault {
  readonly name?: string;
  readonly nodes?: RawSelection;
  readonly channel?: FaultChannel;
  readonly from?: string;
  readonly to?: string;
  readonly by_hand?: true;
  readonly latency?: RawDirected & { readonly delay: string; readonly jitter?: string };
  readonly bandwidth?: RawDirected & { readonly bytes_per_second: number };
  readonly stall?: RawDirected;
  readonly drop?: RawDirected;
  readonly reset?: { readonly every?: string; readonly refuse?: boolean };
  readonly half_open?: { readonly unaware?: 'node' | 'server' };
  readonly messages?: {
    readonly types: readonly string[];
    readonly lose?: number;
    readonly delay?: number;
    readonly delay_by?: string;
    readonly duplicate?: number;
  };
}
