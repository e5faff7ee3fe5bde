import type { ServerMessage } from '../../../protocol/wire/server-message.ts';
import type { Nodes } from '../../node/nodes.ts';

/** Nodes that do nothing; what they were told stands in `told`. */
export class FakeNodes implements Pick<Nodes, 'isAvailable' | 'sendMany' | 'rehab'> {
  readonly told: string[] = [];
  readonly messages: ServerMessage[] = [];
  readonly unavailable = new Set<string>();

  isAvailable(_org: string, node: string): boolean {
    return !this.unavailable.has(node);
  }

  sendMany(_org: string, nodes: Iterable<string>, message: ServerMessage): void {
    this.messages.push(message);
    for (const node of nodes) this.told.push(`${message.type} ${node}`);
  }

  rehab(_org: string, node: string): void {
    this.told.push(`rehab ${node}`);
  }
}
