import { EventEmitter } from 'node:events';
import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import { Fleet } from '../fleet/fleet.ts';
import { Census } from '../run/census.ts';
import { Decisions } from '../run/decisions.ts';
import type { FleetFigures } from '../run/fleet-figures.ts';
import type {
  FleetSettings,
  NodeOrder,
  SharedFleet,
  SharedFleetEvents,
  StoppedFleet,
} from './shared-fleet.ts';

/** A fleet whose nodes live in this process. */
export class LocalFleet extends EventEmitter<SharedFleetEvents> implements SharedFleet {
  readonly pids: readonly number[] = [process.pid];
  readonly #fleet: Fleet;
  readonly #groups = new Map<string, string>();
  readonly #census = new Census((node) => this.#groups.get(node));
  readonly #decisions = new Decisions();

  /** @param nodes how many are expected */
  constructor({ allowRoot, ...settings }: FleetSettings, nodes: number, clock: Clock = systemClock) {
    super();
    const fleet = new Fleet({ ...settings, nodes, exec: { allowRoot }, clock });
    this.#fleet = fleet;
    this.#census.watch(fleet.events);
    this.#decisions.watch(fleet.events);
    const changed = () => this.emit('changed');
    fleet.events.on('registered', changed);
    fleet.events.on('status', changed);
    fleet.events.on('configFailed', ({ name }, error) => {
      this.emit('trouble', name, error instanceof Error ? error.message : String(error));
    });
  }

  get figures(): FleetFigures {
    const { counts: places, registered, cameUp, groups } = this.#census;
    const { inService } = this.#fleet;
    return { registered, cameUp, inService, places, groups, counters: this.#fleet.counters() };
  }

  async add(nodes: readonly NodeOrder[]): Promise<void> {
    for (const { name, group } of nodes) if (group !== undefined) this.#groups.set(name, group);
    await this.#fleet.addAll(nodes);
  }

  crash(names: readonly string[], returnsAfterMs: number | undefined): void {
    for (const name of names) this.#fleet.nodes.get(name)?.crash(returnsAfterMs);
  }

  behave(names: readonly string[], behaviours: readonly BehaviourChoice[]): void {
    for (const name of names) {
      const node = this.#fleet.nodes.get(name);
      if (node) this.#fleet.behave(node, behaviours);
    }
  }

  fault(index: number, isOn: boolean): void {
    this.#fleet.fault(index, isOn);
  }

  async stop(): Promise<StoppedFleet> {
    let leftBehind: string | undefined;
    try {
      await this.#fleet.stop();
    } catch (error) {
      // the nodes are gone whatever happens; their clients are the server's to delete
      if (!(error instanceof ServerUnreachable) && !(error instanceof RequestRefused)) throw error;
      leftBehind = error.message;
    }
    return {
      figures: this.figures,
      decisions: this.#decisions.lines(),
      ...(leftBehind !== undefined && { leftBehind }),
    };
  }
}
