import type { NodeBehaviour } from '../simulator/behaviours/node-behaviour.ts';
import type { Fleet } from '../simulator/fleet/fleet.ts';
import type { FleetEvents } from '../simulator/fleet/fleet-events.ts';
import { isInService } from '../simulator/node/status.ts';
import type { VirtualNode } from '../simulator/node/virtual-node.ts';
import type { NodeByHand } from './by-hand/node-by-hand.ts';
import { NodesByHand } from './by-hand/nodes-by-hand.ts';
import { type FleetNode, fleetNode } from './fleet-node.ts';
import type { Patience } from './gave-up.ts';
import type { HarnessServer } from './harness-server.ts';
import { untilAll } from './until-all.ts';

/** Virtual nodes at a server of a test. `startFleet` makes one. */
export class FleetOfServer implements AsyncDisposable {
  readonly #server: HarnessServer;
  readonly #fleet: Fleet;
  readonly #faults: readonly string[];
  readonly #byHand: NodesByHand;
  #closed: Promise<void> | undefined;

  /** @param faults names of the fleet's faults, in its order */
  constructor(server: HarnessServer, fleet: Fleet, faults: readonly string[]) {
    this.#server = server;
    this.#fleet = fleet;
    this.#faults = faults;
    this.#byHand = new NodesByHand(fleet);
  }

  /** By name, in the order in which they were asked for. */
  get nodes(): ReadonlyMap<string, VirtualNode> {
    return this.#fleet.nodes;
  }

  get names(): readonly string[] {
    return [...this.#fleet.nodes.keys()];
  }

  /** The same seed gives the same names and choices. */
  get seed(): number | string {
    return this.#fleet.seed;
  }

  /** Everything that the nodes send, hear and do, as it happens. */
  get events(): FleetEvents {
    return this.#fleet.events;
  }

  /** Messages sent, received and refused, commands and failed configs, each by its word: `sent.heartbeat`. */
  counters(): Readonly<Record<string, number>> {
    return this.#fleet.counters();
  }

  /** A node, to be crashed, restarted, frozen, thawed or reconnected. */
  node(name: string): VirtualNode {
    const found = this.nodes.get(name);
    if (found === undefined) throw new Error(`there is no node ${name}; there are: ${this.names.join(', ')}`);
    return found;
  }

  /** Starts one more node; `untilAvailable` waits for it. @throws RequestRefused, ServerUnreachable, UnknownBehaviour */
  add(node: string | FleetNode): Promise<VirtualNode> {
    return this.#fleet.add(fleetNode(node));
  }

  /** Gives a node other behaviours from now on; `healthy` mends it. @throws UnknownBehaviour, RootRefused */
  behave(name: string, ...behaviours: readonly NodeBehaviour[]): void {
    this.#fleet.behave(this.node(name), behaviours);
    this.#byHand.letGo(name);
  }

  /**
   * A node that a test answers for: this one from now on, or one more. Resolves when it is available; before its test says
   * so it answers nothing about jobs. `behave` puts it on its own again.
   * @throws GaveUp, RequestRefused, ServerUnreachable
   */
  async byHand(name: string, patience: Patience = {}): Promise<NodeByHand> {
    const known = this.#byHand.get(name);
    if (known !== undefined) return known;
    const node = this.nodes.get(name) ?? (await this.#fleet.add({ name }));
    this.#byHand.silence(node);
    await this.untilAvailable({ ...patience, nodes: [name] });
    return this.#byHand.take(node);
  }

  /** The network has a fault of `faults` from now on; nothing where it has it already. */
  beginFault(name: string): void {
    this.#fleet.fault(this.#faultNumber(name), true);
  }

  /** It has the fault no more. */
  endFault(name: string): void {
    this.#fleet.fault(this.#faultNumber(name), false);
  }

  /**
   * Waits until the server has these nodes available, all where none are named, and each has the configuration of the
   * server's present incarnation. @throws GaveUp, naming those that are not
   */
  untilAvailable(wanted: Patience & { readonly nodes?: Iterable<string> } = {}): Promise<void> {
    return untilAll({
      nodes: this.names,
      ...wanted,
      isAvailable: (name) => this.#isAvailable(name),
      isClosed: () => this.#server.isClosed,
    });
  }

  #faultNumber(name: string): number {
    const number = this.#faults.indexOf(name);
    if (number >= 0) return number;
    throw new Error(
      `there is no fault ${name}; there are: ${this.#faults.join(', ') || 'none, give faults to startFleet'}`,
    );
  }

  #isAvailable(name: string): boolean {
    const node = this.nodes.get(name);
    return (
      node !== undefined &&
      isInService(node.status) &&
      node.configuredBy === this.#server.incarnationId &&
      this.#server.isAvailable(name)
    );
  }

  /** Ends every node and every command with its children. Once is enough; again waits for the same. */
  close(): Promise<void> {
    this.#server.detach(this);
    this.#byHand.close();
    this.#closed ??= this.#fleet.stop();
    return this.#closed;
  }

  /** What `await using` does at its end: `close()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
