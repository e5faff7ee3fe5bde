import type { EventEmitter } from 'node:events';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';
import type { NodeFault } from '../faults/fault.ts';
import type { FleetFigures } from '../run/fleet-figures.ts';

/** What every node of a fleet has in common; plain data, because it travels to other processes. */
export interface FleetSettings extends ServerReach {
  readonly serverUrl: string;
  readonly org: string;
  /** Who registers the nodes, with that user's key, PEM. */
  readonly user: string;
  readonly privateKey: string;
  /** With a node's name it decides the node's choices. */
  readonly seed: string | number;
  /** RSA keys that the nodes share; 0 draws one for each. */
  readonly keyPool: number;
  /** Real commands may run as root. */
  readonly allowRoot: boolean;
  /** The server forgets the nodes' clients at the end. */
  readonly unregister: boolean;
  /** What may happen to the nodes' network. */
  readonly faults?: readonly NodeFault[];
  /** More nodes may come than are expected. */
  readonly mayGrow?: boolean;
}

/** A node that is to be there. */
export interface NodeOrder {
  readonly name: string;
  /** By which figures are told apart. */
  readonly group?: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly whitelist?: readonly WhitelistRule[];
}

/** What a fleet tells of its own accord. */
export interface SharedFleetEvents {
  /** The figures are others than before. */
  changed: [];
  /** A node got no config, or no connection by it. */
  trouble: [node: string, message: string];
  /** Nodes are gone that nobody sent away; the fleet is only to be stopped now. */
  failed: [error: Error];
}

/** What is left of a fleet when it has stopped. */
export interface StoppedFleet {
  readonly figures: FleetFigures;
  /** What each node answered, a line a node, by name. */
  readonly decisions: readonly string[];
  /** Why clients of the nodes, which the server was to forget, could not be deleted. */
  readonly leftBehind?: string;
}

/** Nodes wherever they live: in this process, or shared among others. */
export interface SharedFleet extends EventEmitter<SharedFleetEvents> {
  readonly figures: FleetFigures;
  /** The processes that the nodes live in. */
  readonly pids: readonly number[];
  /** Registers and starts nodes; resolves when all are, rejects with what the first of them met. */
  add(nodes: readonly NodeOrder[]): Promise<void>;
  /** Ends the processes of nodes; they come back after the time, where one is given. */
  crash(names: readonly string[], returnsAfterMs: number | undefined): void;
  /** Starts the processes of nodes that are away; the others go on. */
  start(names: readonly string[]): void;
  behave(names: readonly string[], behaviours: readonly BehaviourChoice[]): void;
  /** A fault begins or ends, by its number: those of the settings come first, then those that were added. */
  fault(index: number, isOn: boolean): void;
  /** One more fault of messages, which is off: its number is the next one. */
  addFault(fault: NodeFault): void;
  /** Ends every node, every command and every process of ours; all is over when it resolves. */
  stop(): Promise<StoppedFleet>;
}
