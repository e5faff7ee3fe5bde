import { EventEmitter } from 'node:events';
import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { CommandResult } from '../commands/command.ts';
import type { ServerCommand } from '../node/incoming.ts';
import type { NodeObserver } from '../node/observer.ts';
import type { Send } from '../node/planned.ts';
import { isInService, type NodeStatus } from '../node/status.ts';
import type { VirtualNode } from '../node/virtual-node.ts';
import { Counters } from './counters.ts';
import { provokedRefusal } from './provoked-refusal.ts';

/** What a fleet tells, and with what. */
export interface FleetEventMap {
  /** The server knows the node's client; its process is about to start. */
  registered: [node: VirtualNode];
  sent: [node: VirtualNode, message: Send];
  received: [node: VirtualNode, message: ServerCommand];
  /** A message of the server was dropped. */
  refused: [node: VirtualNode, reason: RefusalReason];
  /** A node got no config, or no connection by it. */
  configFailed: [node: VirtualNode, error: unknown];
  commandEnded: [node: VirtualNode, jobId: string, result: CommandResult];
  status: [node: VirtualNode, status: NodeStatus, before: NodeStatus];
}

/** Hears all nodes of a fleet: counts, and tells whoever listens. */
export class FleetEvents extends EventEmitter<FleetEventMap> implements NodeObserver<VirtualNode> {
  readonly counters = new Counters();
  #inService = 0;

  /** Nodes that have come out of rehab and believe the server online. */
  get inService(): number {
    return this.#inService;
  }

  /** A node has sent a message. */
  sent(node: VirtualNode, message: Send): void {
    this.counters.add('sent', message.content.type);
    const refusal = provokedRefusal(message, node);
    if (refusal !== undefined) this.counters.add('provoked', refusal);
    this.emit('sent', node, message);
  }

  /** A node has got a message that it believes. */
  received(node: VirtualNode, message: ServerCommand): void {
    this.counters.add('received', message.type);
    this.emit('received', node, message);
  }

  /** A node has dropped a message. */
  refused(node: VirtualNode, reason: RefusalReason): void {
    this.counters.add('refused', reason);
    this.emit('refused', node, reason);
  }

  /** A node got no config, or no connection by it. */
  configFailed(node: VirtualNode, error: unknown): void {
    this.counters.add('config_failed', error instanceof Error ? error.name : 'unknown');
    this.emit('configFailed', node, error);
  }

  /** A command of a job has ended on a node. */
  commandEnded(node: VirtualNode, jobId: string, result: CommandResult): void {
    this.counters.add('commands', result.exitCode === 0 ? 'succeeded' : 'failed');
    this.emit('commandEnded', node, jobId, result);
  }

  /** A node's status is another one than `before`. */
  statusChanged(node: VirtualNode, status: NodeStatus, before: NodeStatus): void {
    this.#inService += Number(isInService(status)) - Number(isInService(before));
    this.emit('status', node, status, before);
  }
}
