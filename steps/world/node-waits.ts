import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { NodeCounts } from './node-counts.ts';
import { untilTrue } from './node-journal.ts';

/** What sentences wait for of a scenario's nodes, by their labels. Each gives up with what the node did last. */
export class NodeWaits {
  readonly #node: (label: string) => VirtualNode;
  readonly #counts: NodeCounts;
  readonly #patienceMs: number;

  /** @param node the node of a label */
  constructor(node: (label: string) => VirtualNode, counts: NodeCounts, patienceMs: number) {
    this.#node = node;
    this.#counts = counts;
    this.#patienceMs = patienceMs;
  }

  /** Resolves when the node has been sent this message about this job. */
  async told(label: string, type: 'commit' | 'run', jobId: string): Promise<void> {
    const { journal } = this.#node(label);
    const isIt = (entry: NodeJournalEntry): boolean =>
      entry.what === 'received' &&
      entry.message.type === type &&
      'jobId' in entry.message &&
      entry.message.jobId === jobId;
    await this.untilTrue(label, `${type} for job ${jobId}`, () => journal.entries.some(isIt));
  }

  /** Resolves when this is so of a node; looks again whenever it does or meets something. Gives up with all of that. */
  async untilTrue(label: string, what: string, isSo: () => boolean): Promise<void> {
    await untilTrue(this.#node(label), what, isSo, this.#patienceMs);
  }

  /** Resolves when each of these nodes has sent so many more heartbeats. */
  async sentMoreHeartbeats(labels: readonly string[], more: number): Promise<void> {
    const wanted = labels.map((label) => this.#counts.heartbeats(label) + more);
    for (const [index, label] of labels.entries()) {
      const haveCome = (): boolean => this.#counts.heartbeats(label) >= (wanted[index] ?? 0);
      await this.untilTrue(label, `${more} more heartbeats`, haveCome);
    }
  }

  /** Resolves when so many more of the own intervals of each of these nodes are over. */
  async overMoreIntervals(more: ReadonlyMap<string, number>): Promise<void> {
    const wanted = new Map(
      Array.from(more, ([label, count]) => [label, this.#counts.intervals(label) + count]),
    );
    for (const [label, count] of wanted) {
      const areOver = (): boolean => this.#counts.intervals(label) >= count;
      await this.untilTrue(label, `${more.get(label)} more of its intervals`, areOver);
    }
  }

  /** Resolves when the node has been told to abort so many times. */
  async toldToAbort(label: string, times: number): Promise<void> {
    await this.untilTrue(label, `told to abort ${times} times`, () => this.#counts.aborts(label) >= times);
  }
}
