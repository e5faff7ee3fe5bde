import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { CommandResult } from '../commands/command.ts';
import type { ServerCommand } from './incoming.ts';
import type { Send } from './planned.ts';
import type { NodeStatus } from './status.ts';
import type { VirtualNode } from './virtual-node.ts';

/** Told of everything that virtual nodes do. */
export interface NodeObserver {
  sent(node: VirtualNode, message: Send): void;
  received(node: VirtualNode, message: ServerCommand): void;
  /** A message of the server that was dropped. */
  refused(node: VirtualNode, reason: RefusalReason): void;
  configFailed(node: VirtualNode, error: unknown): void;
  commandEnded(node: VirtualNode, jobId: string, result: CommandResult): void;
  statusChanged(node: VirtualNode, status: NodeStatus, before: NodeStatus): void;
}
