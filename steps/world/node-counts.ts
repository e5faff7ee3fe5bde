import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';

/** A heartbeat that a node has sent. */
export function isSentHeartbeat(entry: NodeJournalEntry): boolean {
  return entry.what === 'sent' && entry.message.content.type === 'heartbeat';
}

/** How often nodes of a scenario were told something, or said it, by the labels of its sentences. */
export class NodeCounts {
  readonly #node: (label: string) => VirtualNode;
  /** How often each was told to abort until it was available for the first time. */
  readonly #firstAborts = new Map<string, number>();
  /** How often each had been told that its connection is known, when that was looked at last. */
  readonly #knownAcks = new Map<string, number>();

  /** @param node the node of a label */
  constructor(node: (label: string) => VirtualNode) {
    this.#node = node;
  }

  /** Counts from here on, where a label was not counted before: its node is available for the first time. */
  beginOnce(label: string): void {
    if (this.#firstAborts.has(label)) return;
    this.#firstAborts.set(label, this.aborts(label));
    this.#knownAcks.set(label, this.acks(label));
  }

  /** The labels are those of other nodes from now on. */
  clear(): void {
    this.#firstAborts.clear();
    this.#knownAcks.clear();
  }

  /** How often the node was told to abort since it was available for the first time: never, if nobody disturbs it. */
  abortsSinceUp(label: string): number {
    return this.aborts(label) - (this.#firstAborts.get(label) ?? 0);
  }

  /** How often the node was told to abort; when it comes up it is told once at least. */
  aborts(label: string): number {
    return this.#count(label, (entry) => entry.what === 'received' && entry.message.type === 'abort');
  }

  /** How often the server has told the node that it has taken up its new connection. */
  acks(label: string): number {
    return this.#count(label, (entry) => entry.what === 'received' && entry.message.type === 'ack');
  }

  /** The same, since the node was available for the first time or `forgetAcks`. */
  newAcks(label: string): number {
    return this.acks(label) - (this.#knownAcks.get(label) ?? 0);
  }

  /** What these nodes were told of their connections so far does not count for those that they open now. */
  forgetAcks(labels: readonly string[]): void {
    for (const label of labels) this.#knownAcks.set(label, this.acks(label));
  }

  /** How many heartbeats the node has sent. */
  heartbeats(label: string): number {
    return this.#count(label, isSentHeartbeat);
  }

  /** How many of the node's own intervals are over. */
  intervals(label: string): number {
    return this.#count(label, ({ what }) => what === 'intervalOver');
  }

  #count(label: string, matches: (entry: NodeJournalEntry) => boolean): number {
    return this.#node(label).journal.entries.filter(matches).length;
  }
}
