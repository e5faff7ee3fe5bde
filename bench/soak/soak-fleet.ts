import { Fleet } from '../../simulator/fleet/fleet.ts';
import { FleetEvents } from '../../simulator/fleet/fleet-events.ts';
import type { ServerAccess } from '../server/server-child.ts';
import { type SoakNode, soakNodes } from './mix.ts';
import { Provocations } from './provocations.ts';

/** Faults whose text is kept. */
const MAX_FAULTS = 100;

/** The nodes of a soak, and what they do that a server must refuse. */
export class SoakFleet {
  readonly provocations: Provocations;
  /** What nodes met that none of them had provoked. */
  readonly faults: string[] = [];
  readonly #fleet: Fleet;
  readonly #nodes: ReadonlyMap<string, SoakNode>;
  #healed = false;

  constructor({ url: serverUrl, ...access }: ServerAccess, count: number, seed: string) {
    this.#nodes = new Map(soakNodes(count).map((node) => [node.name, node]));
    this.provocations = new Provocations((name) => this.#nodes.has(name));
    const events = new FleetEvents();
    events.on('sent', ({ name }, message) => {
      this.provocations.note({ name, isSkewed: this.#isSkewed(name) }, message);
    });
    events.on('refused', ({ name }, reason) => {
      // what a good clock says is wrong by a bad one
      if (!this.#isSkewed(name)) this.#fault(`${name} refused a message of the server: ${reason}`);
    });
    events.on('configFailed', ({ name }, error) => this.#fault(`${name} got no config: ${String(error)}`));
    this.#fleet = new Fleet({ serverUrl, ...access, seed, events });
  }

  get names(): readonly string[] {
    return [...this.#nodes.keys()];
  }

  get inService(): number {
    return this.#fleet.inService;
  }

  async start(): Promise<void> {
    const specs = Array.from(this.#nodes.values(), ({ name, behaviours }) => ({ name, behaviours }));
    await this.#fleet.addAll(specs);
  }

  /** Makes every node healthy, whatever it was. */
  heal(): void {
    for (const node of this.#fleet.nodes.values()) this.#fleet.behave(node, ['healthy']);
    for (const node of this.#fleet.nodes.values()) if (this.#isSkewed(node.name)) node.restart();
    this.#healed = true;
  }

  /** Starts the nodes that are away, and lets those go on that stand still. */
  wake(): void {
    for (const node of this.#fleet.nodes.values()) {
      if (node.isFrozen) node.thaw();
      if (node.status.life === 'away') node.start();
    }
  }

  stop(): Promise<void> {
    return this.#fleet.stop();
  }

  #isSkewed(name: string): boolean {
    return !this.#healed && (this.#nodes.get(name)?.isSkewed ?? false);
  }

  #fault(text: string): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(text);
  }
}
