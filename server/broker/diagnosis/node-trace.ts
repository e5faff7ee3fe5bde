import { RecentNodes } from '../../node/recent-nodes.ts';
import type { AvailabilityStage, DiagnosisNote, FirstWrong } from './diagnosis.ts';
import type { RefusalTallies } from './refusal-tallies.ts';
import type { Tallied } from './tally.ts';

/** Something that went wrong at a known time. */
export type TimedWrong = FirstWrong & { readonly atMs: number };

/** What is remembered of one node's way; changed by its owner alone. */
export class NodeTrace {
  right: { readonly stage: AvailabilityStage; readonly atMs: number } | undefined;
  /** What stops the node: the first thing that went wrong since the last that went right, or the last request that was refused. */
  wrong: TimedWrong | undefined;
  /** The last that was refused, whatever went right since. */
  refused: TimedWrong | undefined;
  /** How much had been refused of nobody knows whom when the configuration was fetched. */
  unattributedBefore = 0;
  /** Whence it last connected. */
  address: string | undefined;
  claimedTwiceAtMs: number | undefined;
  refusals: RefusalTallies | undefined;
  notes: Map<DiagnosisNote, Tallied> | undefined;
}

const MAX_KNOWN = 50_000;
const MAX_STRANGERS = 1_000;

/**
 * The traces of nodes. Those that proved who they are and those that anybody may have made up are kept apart, and of
 * each only the last so many, so that made-up names can push out nothing but each other.
 */
export class NodeTraces {
  readonly #known: RecentNodes<NodeTrace>;
  readonly #strangers: RecentNodes<NodeTrace>;

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
