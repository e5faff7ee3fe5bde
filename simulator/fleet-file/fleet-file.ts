import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';
import type { NodeFault } from '../faults/fault.ts';
import type { Threshold } from '../thresholds/expression.ts';
import type { Stage } from './stage.ts';

/** The version of the form of a fleet file, its `apiVersion`. */
export const API_VERSION = 'push-harness/v1';

/** A fleet as its file describes it, with everything that is left out filled in and every unit in its name. */
export interface FleetFile {
  readonly name: string;
  /** One sentence: what it shows. */
  readonly summary: string;
  readonly seed: string | number | undefined;
  readonly target: FleetTarget;
  /** How many nodes are there when, from the start of the run; undefined where all come and none leaves. */
  readonly stages: readonly Stage[] | undefined;
  readonly groups: readonly NodeGroup[];
  readonly jobs: readonly JobRule[];
  readonly events: readonly EventRule[];
  readonly faults: readonly FaultRule[];
  /** What the times of jobs and events count from: all nodes being up, or the start of the first. */
  readonly begin: 'ready' | 'start';
  /** The longest that is waited for all nodes to be up. */
  readonly readyWithinMs: number;
  /** Behind it nothing new is started. Undefined: when the last job and event is over. */
  readonly durationMs: number | undefined;
  /** The longest that jobs under way are waited for at the end. */
  readonly windDownMs: number;
  /** Those of the file, behind those that are checked of every fleet. */
  readonly thresholds: readonly FleetThreshold[];
}

/** A threshold of a fleet file. */
export interface FleetThreshold extends Threshold {
  /** Crossed, it ends the run, from so long after the begin on. Undefined: it is judged at the end alone. */
  readonly endsRunAfterMs?: number;
}

/** `self` is a server that is started for the run. */
export type FleetTarget =
  | { readonly kind: 'self'; readonly settings: SelfSettings }
  /** What is left out is as the command line says. `key` and `ca` are PEM text, or a file whose path starts at the fleet file's folder. */
  | {
      readonly kind: 'server';
      readonly url: string;
      readonly org?: string;
      readonly user?: string;
      readonly key?: string;
      readonly ca?: string;
      readonly insecure?: boolean;
    };

export interface SelfSettings {
  readonly heartbeatIntervalMs?: number;
  readonly votingTimeoutMs?: number;
  readonly rehabIntervalMs?: number;
  readonly dialect?: string;
}

/** Nodes that are alike. */
export interface NodeGroup {
  readonly name: string;
  readonly count: number;
  readonly behaviours: readonly BehaviourChoice[];
  readonly whitelist: readonly WhitelistRule[] | undefined;
  readonly start: Start;
}

export type Start =
  | { readonly kind: 'at_once' }
  | { readonly kind: 'over'; readonly ms: number }
  | { readonly kind: 'rate'; readonly perSecond: number };

/** Nodes out of all: of some groups or of given names, and of those a share or a number, drawn. */
export interface Selection {
  readonly groups?: readonly string[];
  readonly names?: readonly string[];
  readonly percent?: number;
  readonly count?: number;
}

/** A number of nodes, or a share of those that the job goes to. */
export type QuorumRule = { readonly count: number } | { readonly percent: number };

export interface JobRule {
  readonly name: string;
  readonly command: string;
  readonly nodes: Selection;
  readonly quorum: QuorumRule | undefined;
  readonly runTimeoutSeconds: number | undefined;
  readonly capture: boolean;
  readonly user: string | undefined;
  readonly dir: string | undefined;
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly file: string | undefined;
  readonly schedule: Schedule;
}

export type Schedule =
  | { readonly kind: 'at'; readonly timesMs: readonly number[] }
  /** At a rate that changes: levels are jobs a minute, from a time on. */
  | { readonly kind: 'rate'; readonly stages: readonly Stage[]; readonly fromMs: number }
  /** At a constant rate. */
  | {
      readonly kind: 'every';
      readonly everyMs: number;
      readonly fromMs: number;
      readonly times: number | undefined;
    }
  /** Each when the one before has ended, after a pause. */
  | {
      readonly kind: 'back_to_back';
      readonly fromMs: number;
      readonly times: number | undefined;
      readonly pauseMs: number;
    }
  /** Over all nodes in turn, a share at once, until more nodes have failed than the limit allows. */
  | {
      readonly kind: 'batches';
      readonly fromMs: number;
      readonly percent: number;
      readonly failLimit: number;
    };

/** Something that the network does to some nodes, from a time to a time: to the end where there is none. */
export interface FaultRule extends Omit<NodeFault, 'hits'> {
  readonly nodes: Selection;
  readonly fromMs: number;
  readonly toMs: number | undefined;
  /** It has no time of its own: it begins by hand alone. */
  readonly isByHand?: true;
}

export type EventRule = { readonly atMs: number } & EventAct;

export type EventAct =
  | { readonly kind: 'kill'; readonly nodes: Selection; readonly returnsAfterMs: number | undefined }
  | { readonly kind: 'behave'; readonly nodes: Selection; readonly behaviours: readonly BehaviourChoice[] }
  /** A program of this machine, with its arguments. */
  | { readonly kind: 'hook'; readonly command: readonly string[] }
  /** The server of target `self` is ended and started again with the same data, keys and ports. */
  | { readonly kind: 'restart_server'; readonly downMs: number };
