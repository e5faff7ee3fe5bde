import { NodeIndex } from '../node/node-index.ts';
import type { Cause, Note, Stage } from './diagnosis.ts';
import type { Tallied } from './tally.ts';

/** What is remembered of one node's way; changed by its owner alone. */
export class NodeTrace {
  right: { readonly stage: Stage; readonly atMs: number } | undefined;
  /** The first since the last thing that went right. */
  wrong: { readonly cause: Cause; readonly atMs: number } | undefined;
  /** How many connections had failed, of whomever, when the configuration was fetched. */
  handshakesFailedBefore = 0;
  claimedTwiceAtMs: number | undefined;
  refusals: Map<string, Tallied> | undefined;
  notes: Map<Note, Tallied> | undefined;
}

const MAX_KNOWN = 50_000;
const MAX_STRANGERS = 1_000;

/**
 * The traces of nodes. Those that proved who they are and those that anybody may have made up are kept apart, and of
 * each only the last so many, so that made-up names can push out nothing but each other.
 */
export class NodeTraces {
  readonly #known: RecentNodes;
  readonly #strangers: RecentNodes;

  constructor({ maxKnown = MAX_KNOWN, maxStrangers = MAX_STRANGERS } = {}) {
    this.#known = new RecentNodes(maxKnown);
    this.#strangers = new RecentNodes(maxStrangers);
  }

  find(org: string, node: string): NodeTrace | undefined {
    return this.#known.get(org, node) ?? this.#strangers.get(org, node);
  }

  /** The trace of a node that has proved who it is. */
  findKnown(org: string, node: string): NodeTrace | undefined {
    return this.#known.get(org, node);
  }

  /** Made where there is none; what was known of the stranger is taken over. */
  known(org: string, node: string): NodeTrace {
    const trace = this.find(org, node) ?? new NodeTrace();
    this.#strangers.delete(org, node);
    this.#known.put(org, node, trace);
    return trace;
  }

  /** Made where there is none, in the place of the oldest of its kind. */
  stranger(org: string, node: string): NodeTrace {
    const known = this.#known.get(org, node);
    if (known !== undefined) return known;
    const trace = this.#strangers.get(org, node) ?? new NodeTrace();
    this.#strangers.put(org, node, trace);
    return trace;
  }
}

/** At most so many traces: a new one takes the place of that which was put longest ago. */
class RecentNodes {
  readonly #max: number;
  readonly #traces = new NodeIndex<NodeTrace>();
  /** By trace, the one put longest ago first. */
  readonly #order = new Map<NodeTrace, { readonly org: string; readonly node: string }>();

  constructor(max: number) {
    this.#max = max;
  }

  get(org: string, node: string): NodeTrace | undefined {
    return this.#traces.get(org, node);
  }

  put(org: string, node: string, trace: NodeTrace): void {
    this.#traces.set(org, node, trace);
    this.#order.delete(trace);
    this.#order.set(trace, { org, node });
    if (this.#order.size <= this.#max) return;
    for (const oldest of this.#order.values()) {
      this.delete(oldest.org, oldest.node);
      return;
    }
  }

  delete(org: string, node: string): void {
    const trace = this.#traces.get(org, node);
    if (trace === undefined) return;
    this.#traces.delete(org, node);
    this.#order.delete(trace);
  }
}
