import { BUSY, type EventKind, type JobPart, NEW, type NodeMove, READY } from './standing-classes.ts';

/** An event that must come before anything else. */
export interface ExpectedEvent {
  readonly name: string;
  /** Number of the node; undefined for an event of the job. */
  readonly node: number | undefined;
  /** Any of these; undefined for an event without one. */
  readonly statuses: readonly string[] | undefined;
}

/** What can happen in a gap. */
export type GapPart = JobPart | 'timer';

/** What happened on the way to a hypothesis, the last first. */
export type Happened =
  | { readonly kind: 'start' }
  /** One message of a node: any of these moves. */
  | { readonly kind: 'moves'; readonly node: number; readonly moves: readonly NodeMove[] }
  /** In a gap amid the votes of the voting timer nothing else happens. */
  | { readonly kind: 'gap'; readonly part: GapPart }
  /** The vote ended, and the quorum was there. */
  | { readonly kind: 'quorum' }
  | { readonly kind: 'end'; readonly status: string; readonly part: JobPart };

/** A list that shares its tail with others. */
export interface Trail {
  readonly last: Happened;
  /** Number of the observation. */
  readonly at: number;
  readonly before: Trail | undefined;
}

/** How the nodes of a job may stand, counted. */
interface Counts {
  maybeNew: number;
  surelyNew: number;
  maybeReady: number;
  surelyReady: number;
  maybeBusy: number;
  surelyBusy: number;
}

/**
 * What a job may be after what was seen of it: where each node may stand, one independent of the other, since only the end of
 * the vote and the end of the run look at all of them. Changed in place, and copied where a job may go on in two ways.
 */
export class Hypothesis {
  part: JobPart | 'over' = 'voting';
  pending: readonly ExpectedEvent[] = [];
  /** The voting timer has fired, and its votes are under way. */
  isTimer = false;
  /** Something may have come before the next event that was not seen. */
  isAfterGap = false;
  trail: Trail | undefined;
  /** The last message seen, and the standings of its node in which it may have been the one that the job waited for. */
  last: { readonly node: number; readonly leaving: number } | undefined;
  /** In what kind of gap all nodes are what they may have become in it, but for the one that was moved since. */
  open: { readonly part: GapPart; readonly but: number | undefined } | undefined;
  readonly #sets: Int32Array<ArrayBuffer>;
  readonly #counts: Counts;

  private constructor(sets: Int32Array<ArrayBuffer>, counts: Counts) {
    this.#sets = sets;
    this.#counts = counts;
  }

  /** A job of so many nodes, none of which was heard of. */
  static ofNodes(count: number): Hypothesis {
    const counts = { maybeNew: count, surelyNew: count };
    return new Hypothesis(new Int32Array(count).fill(NEW), {
      ...counts,
      ...{ maybeReady: 0, surelyReady: 0, maybeBusy: 0, surelyBusy: 0 },
    });
  }

  copy(): Hypothesis {
    const copy = new Hypothesis(this.#sets.slice(), { ...this.#counts });
    copy.part = this.part;
    copy.pending = this.pending;
    copy.isTimer = this.isTimer;
    copy.isAfterGap = this.isAfterGap;
    copy.trail = this.trail;
    copy.last = this.last;
    copy.open = this.open;
    return copy;
  }

  get nodeCount(): number {
    return this.#sets.length;
  }

  get counts(): Readonly<Counts> {
    return this.#counts;
  }

  /** Where a node may stand. */
  of(node: number): number {
    return this.#sets[node] ?? 0;
  }

  put(node: number, set: number): void {
    this.#count(this.of(node), -1);
    this.#count(set, 1);
    this.#sets[node] = set;
  }

  /** Changes all; false where one of them then stands nowhere. */
  putAll(change: (set: number, node: number) => number): boolean {
    let stands = true;
    for (let node = 0; node < this.#sets.length; node++) {
      const set = change(this.of(node), node);
      if (set !== this.of(node)) this.put(node, set);
      stands &&= set !== 0;
    }
    return stands;
  }

  happened(last: Happened, at: number): void {
    this.trail = { last, at, before: this.trail };
  }

  /** Two with the same key go on alike. */
  get key(): string {
    return this.#head + Buffer.from(this.#sets.buffer).toString('latin1');
  }

  /** How much is open. */
  get width(): number {
    let width = 0;
    for (const set of this.#sets) for (let left = set; left !== 0; left &= left - 1) width += 1;
    return width;
  }

  /** Whether all that the other may become this one may become too. */
  includes(other: Hypothesis): boolean {
    return this.#head === other.#head && this.#sets.every((set, node) => (other.of(node) & ~set) === 0);
  }

  get #head(): string {
    const { part, pending, isTimer, isAfterGap, last } = this;
    return JSON.stringify([part, pending, isTimer, isAfterGap, last]);
  }

  #count(set: number, by: number): void {
    const counts = this.#counts;
    if (set & NEW) counts.maybeNew += by;
    if (set === NEW) counts.surelyNew += by;
    if (set & READY) counts.maybeReady += by;
    if ((set & ~READY) === 0 && set !== 0) counts.surelyReady += by;
    if (set & BUSY) counts.maybeBusy += by;
    if ((set & ~BUSY) === 0 && set !== 0) counts.surelyBusy += by;
  }
}

/** What is still to come of a move behind its first events. */
export function pendingEvents(events: readonly EventKind[], node: number): readonly ExpectedEvent[] {
  return events.map(({ name, status }) => ({
    name,
    node,
    statuses: status === undefined ? undefined : [status],
  }));
}
