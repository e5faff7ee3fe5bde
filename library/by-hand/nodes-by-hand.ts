import { DUMB_BY_HAND, FREE_BY_HAND } from '../../simulator/behaviours/by-hand.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import { NodeByHand } from './node-by-hand.ts';

/** The nodes of a fleet that tests answer for. */
export class NodesByHand {
  readonly #fleet: Fleet;
  readonly #nodes = new Map<string, NodeByHand>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
    // one listener for all of them
    fleet.events.on('received', (node, message) => this.#nodes.get(node.name)?.told(message));
  }

  /** The node of this name where it is by hand. */
  get(name: string): NodeByHand | undefined {
    return this.#nodes.get(name);
  }

  /** From now on it says nothing of jobs by itself. */
  silence(node: VirtualNode): void {
    this.#fleet.behave(node, FREE_BY_HAND);
  }

  /** What it is told from now on is a test's to answer. */
  take(node: VirtualNode): NodeByHand {
    const taken = new NodeByHand(node, () => this.#fleet.behave(node, DUMB_BY_HAND));
    this.#nodes.set(node.name, taken);
    return taken;
  }

  /** It is on its own again. */
  letGo(name: string): void {
    this.#nodes.get(name)?.letGo(`${name} was given other behaviours, and is by hand no more`);
    this.#nodes.delete(name);
  }

  /** Whoever waits is told that nothing comes any more. */
  close(): void {
    for (const node of this.#nodes.values()) node.letGo('the fleet is closed');
  }
}
