import type { KeyObject } from 'node:crypto';
import type { RestObserver } from '../../protocol/client/rest-observer.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';
import type { NodeFault } from '../faults/fault.ts';
import type { FrameObserver } from '../node/observed-sockets.ts';
import type { FleetEvents } from './fleet-events.ts';
import type { KeyPool } from './key-pool.ts';

/** One node of a fleet. What is left out is as the fleet's options say. */
export interface NodeSpec {
  readonly name: string;
  readonly behaviours?: readonly BehaviourChoice[];
  /** Signs its requests; PEM where it is a string. From the fleet's pool where it is left out. */
  readonly privateKey?: KeyObject | string;
  /** False for a node whose client the server knows already, or is not to know. */
  readonly register?: boolean;
  /** False leaves the node away until it is started. */
  readonly start?: boolean;
  readonly whitelist?: readonly WhitelistRule[];
  /** Organisation it says it is of. */
  readonly org?: string;
  /** Largest message, bytes. */
  readonly maxBodyBytes?: number;
}

/** How real commands are run. */
export interface ExecOptions {
  /** Commands may run as root, if that is what this process is. */
  readonly allowRoot?: boolean;
  /** Where the files of jobs are kept; a temporary directory where it is left out. */
  readonly fileDirectory?: string;
  /** Commands that run at once. */
  readonly concurrency?: number;
  /** Names that a job may set in the environment; it may set all where this is left out. */
  readonly overwritableEnv?: readonly string[];
}

/** Which nodes, at which server, and how they live. */
export interface VirtualFleetOptions extends ServerReach {
  readonly serverUrl: string;
  readonly org: string;
  /** Who registers the nodes. */
  readonly user: string;
  /** That user's; PEM where it is a string. */
  readonly privateKey: KeyObject | string;
  /** So many with drawn names, or these; none where it is left out. */
  readonly nodes?: number | readonly NodeSpec[];
  /** Before each drawn name. */
  readonly prefix?: string;
  /** Replays names and choices; drawn where it is left out. */
  readonly seed?: number | string;
  readonly behaviours?: readonly BehaviourChoice[];
  /** RSA keys that the nodes share: so many, 0 drawing one for each; or a pool that others use too. */
  readonly keyPool?: number | KeyPool;
  readonly whitelist?: readonly WhitelistRule[];
  readonly exec?: ExecOptions;
  /** Largest message of a node, bytes. */
  readonly maxBodyBytes?: number;
  /** Nodes that are registered at once, and requests under way at once. */
  readonly concurrency?: number;
  /** The server forgets the nodes' clients when the fleet stops. */
  readonly unregister?: boolean;
  /** What may happen to the nodes' network; `fault` begins and ends it. Without any nodes connect as they are told. */
  readonly faults?: readonly NodeFault[];
  /** More nodes may be added than are asked for here, as many as libzmq has sockets for. */
  readonly mayGrow?: boolean;
  /** Entries that the journal of each node keeps. */
  readonly journal?: number;
  /** Heard from the first node on. */
  readonly events?: FleetEvents;
  /** Told of every message of the nodes, as frames. */
  readonly frames?: FrameObserver;
  /** Told of every request of the fleet and of its nodes. */
  readonly requests?: RestObserver;
  readonly clock?: Clock;
}

/** How many nodes are asked for at the start. */
export function countOf(nodes: VirtualFleetOptions['nodes']): number {
  if (nodes === undefined) return 0;
  return typeof nodes === 'number' ? nodes : nodes.length;
}
