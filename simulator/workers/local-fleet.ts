import { EventEmitter } from 'node:events';
import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import { LoopDelays } from '../delays/loop-delays.ts';
import type { NodeFault } from '../faults/fault.ts';
import { Fleet } from '../fleet/fleet.ts';
import type { VirtualFleetOptions } from '../fleet/fleet-options.ts';
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

/** Looks at the figures come closer together than this, so that no delay is missed. */
const LATE_WITHIN_MS = 2_000;

/** A fleet whose nodes live in this process. */
export class LocalFleet extends EventEmitter<SharedFleetEvents> implements SharedFleet {
  readonly pids: readonly number[] = [process.pid];
  readonly #fleet: Fleet;
  readonly #groups = new Map<string, string>();
  readonly #census = new Census((node) => this.#groups.get(node));
  readonly #decisions = new Decisions();
  readonly #delays = new LoopDelays();

  /**
   * @param nodes how many are expected
   * @param observers told of what goes over the wire
   */
  constructor(
    { allowRoot, ...settings }: FleetSettings,
    nodes: number,
    clock: Clock = systemClock,
    observers: Pick<VirtualFleetOptions, 'frames' | 'requests'> = {},
  ) {
    super();
    const fleet = new Fleet({ ...settings, ...observers, nodes, exec: { allowRoot }, clock });
    this.#fleet = fleet;
    this.#delays.start();
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
    const { counts: places, registered, cameUp, inRehab, groups } = this.#census;
    const { inService } = this.#fleet;
    return {
      registered,
      cameUp,
      inService,
      inRehab,
      places,
      groups,
      lateMs: this.#lateMs(),
      counters: this.#fleet.counters(),
    };
  }

  /** Of this process: what all its nodes are late by. */
  #lateMs(): number {
    const atMs = performance.now();
    this.#delays.look(atMs);
    this.#delays.forgetBefore(atMs - LATE_WITHIN_MS);
    return this.#delays.longestWithin(atMs - LATE_WITHIN_MS, atMs);
  }

  async add(nodes: readonly NodeOrder[]): Promise<void> {
    for (const { name, group } of nodes) if (group !== undefined) this.#groups.set(name, group);
    await this.#fleet.addAll(nodes);
  }

  crash(names: readonly string[], returnsAfterMs: number | undefined): void {
    for (const name of names) this.#fleet.nodes.get(name)?.crash(returnsAfterMs);
  }

  start(names: readonly string[]): void {
    for (const name of names) this.#fleet.nodes.get(name)?.start();
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

  addFault(fault: NodeFault): void {
    this.#fleet.addFault(fault);
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
    this.#delays.stop();
    return {
      figures: this.figures,
      decisions: this.#decisions.lines(),
      ...(leftBehind !== undefined && { leftBehind }),
    };
  }
}
