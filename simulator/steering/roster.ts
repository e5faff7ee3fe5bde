import type { PlannedNode } from '../plan/planned-node.ts';

/**
 * Where a node is. `planned`: it has not come yet. `away`: it was sent away, by the plan's stages or by hand, and jobs do not go to it.
 * `dead`: it was killed and does not come back; jobs do, as a server has to find out.
 */
type Place = 'planned' | 'there' | 'away' | 'dead';

interface Member {
  readonly node: PlannedNode;
  place: Place;
  /** When one that is away comes back by itself, milliseconds of the clock. */
  backAtMs?: number | undefined;
  /** Counts up with each coming and each going of anybody. */
  turn: number;
}

/** Which nodes a fleet has: those that are there, those that have left, those that are to come. */
export class Roster {
  readonly #members = new Map<string, Member>();
  readonly #nowMs: () => number;
  #turns = 0;

  /** @param planned in the order in which they are to come */
  constructor(planned: readonly PlannedNode[], nowMs: () => number) {
    this.#nowMs = nowMs;
    for (const node of planned) this.#members.set(node.name, { node, place: 'planned', turn: 0 });
  }

  /** Of all nodes, whether they have come or not. */
  get names(): ReadonlySet<string> {
    return new Set(this.#members.keys());
  }

  groupOf(name: string): string | undefined {
    return this.#members.get(name)?.node.group;
  }

  /** Nodes come, or come back. */
  come(nodes: readonly PlannedNode[]): void {
    for (const node of nodes) this.#members.set(node.name, { node, place: 'there', turn: ++this.#turns });
  }

  /** Nodes are sent away: for a time, where one is given. */
  leave(names: readonly string[], forMs: number | undefined): void {
    this.#go(names, 'away', forMs === undefined ? undefined : this.#nowMs() + forMs);
  }

  /** Nodes die for good. */
  die(names: readonly string[]): void {
    this.#go(names, 'dead', undefined);
  }

  /** Nodes in these places, in the order in which they came there. */
  in(...places: readonly Place[]): readonly PlannedNode[] {
    return this.#membersIn(places).map(({ node }) => node);
  }

  /** Names of those that are away and come back by themselves. */
  returning(): readonly string[] {
    return this.#membersIn(['away']).flatMap(({ node, backAtMs }) =>
      backAtMs === undefined ? [] : [node.name],
    );
  }

  #go(names: readonly string[], place: Place, backAtMs: number | undefined): void {
    for (const name of names) {
      const member = this.#members.get(name);
      if (member === undefined) continue;
      member.place = place;
      member.backAtMs = backAtMs;
      member.turn = ++this.#turns;
    }
  }

  #membersIn(places: readonly Place[]): readonly Member[] {
    const nowMs = this.#nowMs();
    for (const member of this.#members.values())
      if (member.backAtMs !== undefined && member.backAtMs <= nowMs) {
        member.place = 'there';
        member.backAtMs = undefined;
      }
    return [...this.#members.values()]
      .filter(({ place }) => places.includes(place))
      .toSorted((a, b) => a.turn - b.turn);
  }
}
