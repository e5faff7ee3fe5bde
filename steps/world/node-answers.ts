import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { NodeMessageType } from '../../simulator/node/planned.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { JobWatch } from './job-watch.ts';

/** What a node can say about a job. */
export type NodeAnswer = Exclude<NodeMessageType, 'heartbeat'>;

interface LastSaid {
  readonly label: string;
  readonly job: JobWatch;
  readonly name: string;
  readonly eventsBefore: number;
}

/** What sentences make nodes say, and what is told because of it. */
export class NodeAnswers {
  readonly #nameOf: (label: string) => string;
  readonly #node: (label: string) => VirtualNode;
  #lastSaid: LastSaid | undefined;

  /** @param nameOf the real name of a label @param node its node */
  constructor(nameOf: (label: string) => string, node: (label: string) => VirtualNode) {
    this.#nameOf = nameOf;
    this.#node = node;
  }

  /** Makes a node say something about a job, whatever its behaviours are. */
  say(label: string, type: NodeAnswer, job: JobWatch): void {
    this.#lastSaid = { label, job, name: this.#nameOf(label), eventsBefore: job.feed.entries.length };
    this.#node(label).perform({ type: 'send', content: { type, jobId: job.id } });
  }

  /** The label of the node that spoke last, and the job that it spoke of; undefined where none has spoken. */
  get lastSaid(): { readonly label: string; readonly job: JobWatch } | undefined {
    return this.#lastSaid;
  }

  /** Holds for an event of the node that spoke last, told after it spoke. Events before do not count. */
  isAnswerToLastSaid(feed: readonly FeedEvent[]): (event: FeedEvent) => boolean {
    const { name, eventsBefore } = this.#lastSaid ?? { name: '', eventsBefore: 0 };
    return (event) => event.data.node === name && feed.indexOf(event) >= eventsBefore;
  }
}
