import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { CommandResult } from '../commands/command.ts';
import type { ServerCommand } from './incoming.ts';
import type { Send } from './planned.ts';
import type { NodeStatus } from './status.ts';

/** Told of everything that virtual nodes do; `Node` is how it knows them. */
export interface NodeObserver<Node> {
  sent(node: Node, message: Send): void;
  received(node: Node, message: ServerCommand): void;
  /** A message of the server that was dropped. */
  refused(node: Node, reason: RefusalReason): void;
  configFailed(node: Node, error: unknown): void;
  commandEnded(node: Node, jobId: string, result: CommandResult): void;
  statusChanged(node: Node, status: NodeStatus, before: NodeStatus): void;
}
