import type { Clock } from '../../protocol/time/clock.ts';
import { nodeNames } from '../fleet/names.ts';
import type { NodeGroup } from '../fleet-file/fleet-file.ts';
import type { PlannedNode } from '../plan/planned-node.ts';
import { isPresent } from '../plan/presence.ts';
import type { Requested } from '../run/measured.ts';
import { orderOf } from '../workers/order-of.ts';
import type { SharedFleet } from '../workers/shared-fleet.ts';
import { Roster } from './roster.ts';
import { type Scaling, scaling } from './scale.ts';

/** A fleet that comes and leaves by a plan, or by hand. */
export interface SteeredFleetParts {
  readonly fleet: Pick<SharedFleet, 'add' | 'start' | 'crash'>;
  readonly seed: string | number;
  /** Nodes of the plan, in the order of coming. */
  readonly nodes: readonly PlannedNode[];
  /** With the name '' for nodes that are of no group. */
  readonly groups: readonly Pick<NodeGroup, 'name' | 'count' | 'behaviours' | 'whitelist'>[];
  /** Before the names of new nodes of a group. */
  readonly prefix: (group: string) => string;
  readonly clock: Clock;
}

/**
 * Who is there, by the plan or by hand. Once it was scaled by hand the plan's own comings and leavings do not happen, until its next
 * stage begins: then the fleet goes to what the plan has at that time.
 */
export class SteeredFleet {
  readonly #parts: SteeredFleetParts;
  readonly #roster: Roster;
  /** Names of nodes that the fleet knows. */
  readonly #known = new Set<string>();
  #isByHand = false;
  #wasByHand = false;

  constructor(parts: SteeredFleetParts) {
    this.#parts = parts;
    this.#roster = new Roster(parts.nodes, () => parts.clock.monotonic());
  }

  get groups(): readonly string[] {
    return this.#parts.groups.map(({ name }) => name).filter((name) => name !== '');
  }

  /** Of a node of the plan, or of one that came by hand. */
  groupOf(node: string): string | undefined {
    return this.#roster.groupOf(node);
  }

  /** True from when it was scaled by hand until the plan's next stage. */
  get isByHand(): boolean {
    return this.#isByHand;
  }

  /** Nodes that are there, in the order in which they came. */
  there(): readonly PlannedNode[] {
    return this.#roster.in('there');
  }

  /** Who jobs go to, where that is not as planned: all but those who were sent away. */
  askedByJobs(): readonly PlannedNode[] | undefined {
    return this.#wasByHand ? this.#roster.in('there', 'dead') : undefined;
  }

  /** How many nodes were asked for, by the plan and by hand. Those of the plan that are called off are not. */
  get requested(): Requested {
    const others = this.#roster.in('there', 'away', 'dead');
    const all = this.#isByHand ? others : [...others, ...this.#roster.in('planned')];
    const groups = this.groups.map((name) => [name, all.filter(({ group }) => group === name).length]);
    return { nodes: all.length, groups: Object.fromEntries(groups) };
  }

  /** Nodes of the plan come, unless they are called off. */
  async comePlanned(nodes: readonly PlannedNode[]): Promise<void> {
    if (!this.#isByHand) await this.#bring(nodes);
  }

  /** A node of the plan leaves in order of its stages, unless the fleet is scaled by hand. */
  leavePlanned(names: readonly string[], returnsAfterMs: number | undefined): void {
    if (!this.#isByHand) this.#send(names, returnsAfterMs);
  }

  /** A stage of the plan begins: from now on it is as planned again. @param atMs from the start of the run */
  async stageBegins(atMs: number): Promise<void> {
    if (!this.#isByHand) return;
    this.#isByHand = false;
    const planned = new Map(this.#parts.nodes.map((node) => [node.name, node.presence ?? []]));
    const isMeant = ({ name }: PlannedNode) => isPresent(planned.get(name) ?? [], atMs);
    for (const { name } of this.#roster.in('there').filter((node) => !isMeant(node))) {
      const next = planned.get(name)?.find(({ fromMs }) => fromMs > atMs);
      this.#send([name], next && next.fromMs - atMs);
    }
    await this.#bring(this.#roster.in('planned', 'away', 'dead').filter(isMeant));
  }

  /** Nodes die, and come back after a time where one is given. */
  kill(names: readonly string[], returnsAfterMs: number | undefined): void {
    if (returnsAfterMs === undefined) this.#roster.die(names);
    this.#parts.fleet.crash(names, returnsAfterMs);
  }

  /** What would bring the fleet, or one group of it, to so many nodes. */
  scaling(wanted: number, group: string | undefined): Scaling {
    const { groups } = this.#parts;
    return scaling(
      {
        there: this.there(),
        away: this.#roster.in('away', 'dead').toReversed(),
        planned: this.#roster.in('planned'),
        groups: group === undefined ? groups : groups.filter(({ name }) => name === group),
      },
      wanted,
    );
  }

  /** How many nodes the fleet would have known by then. */
  knownAfter({ come, fresh }: Scaling): number {
    return this.#known.size + come.length + [...fresh.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Does it, by hand. Resolves when those that come are registered. */
  async scale({ leave, comeBack, come, fresh }: Scaling): Promise<void> {
    // who was to come back by itself does so no more
    const returning = this.#roster.returning();
    if (returning.length > 0) this.#send(returning, undefined);
    this.#isByHand = true;
    this.#wasByHand = true;
    this.#send(
      leave.map(({ name }) => name),
      undefined,
    );
    await this.#bring([...comeBack, ...come, ...this.#freshNodes(fresh)]);
  }

  #freshNodes(fresh: Scaling['fresh']): readonly PlannedNode[] {
    const { seed, prefix, groups } = this.#parts;
    const taken = this.#roster.names;
    return groups.flatMap(({ name: group, behaviours, whitelist }) =>
      nodeNames(fresh.get(group) ?? 0, `${seed} ${group} ${taken.size}`, prefix(group), taken).map(
        (name) => ({
          name,
          group,
          behaviours,
          whitelist,
          startAtMs: 0,
        }),
      ),
    );
  }

  #send(names: readonly string[], returnsAfterMs: number | undefined): void {
    this.#roster.leave(names, returnsAfterMs);
    this.#parts.fleet.crash(names, returnsAfterMs);
  }

  async #bring(nodes: readonly PlannedNode[]): Promise<void> {
    const fresh = nodes.filter(({ name }) => !this.#known.has(name));
    const known = nodes.filter(({ name }) => this.#known.has(name));
    this.#roster.come(nodes);
    for (const { name } of fresh) this.#known.add(name);
    this.#parts.fleet.start(known.map(({ name }) => name));
    if (fresh.length > 0) await this.#parts.fleet.add(fresh.map(orderOf));
  }
}
