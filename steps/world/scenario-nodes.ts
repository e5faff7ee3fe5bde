import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import type { NodeSpec } from '../../simulator/fleet/fleet.ts';
import { type Fleet, startFleet } from '../../simulator/fleet/fleet.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { Place, Target } from '../target/target.ts';
import type { JobWatch } from './job-watch.ts';
import { anyKeyPair } from './key-pairs.ts';

/** What a node can say about a job. */
export type Answer =
  | 'ack_commit'
  | 'nack_commit'
  | 'ack_run'
  | 'nack_run'
  | 'succeeded'
  | 'failed'
  | 'aborted';

/** Says nothing about jobs by itself; everything else as a healthy node does. */
const BY_HAND: BehaviourChoice = {
  name: 'silent',
  options: { on: ['ack_commit', 'nack_commit', 'ack_run', 'nack_run', 'succeeded', 'failed'] },
};

/** Entries that the journal of each node keeps: more than any scenario makes. */
const JOURNAL = 10_000;

interface LastSaid {
  readonly name: string;
  readonly eventsBefore: number;
}

/** The virtual nodes of one scenario, by the labels that its sentences use. */
export class ScenarioNodes {
  readonly #target: Target;
  readonly #place: Place;
  readonly #labels = new Map<string, string>();
  readonly #patienceMs: number;
  #fleet: Promise<Fleet> | undefined;
  #running: Fleet | undefined;
  #lastSaid: LastSaid | undefined;

  constructor(target: Target, place: Place, patienceMs: number) {
    this.#target = target;
    this.#place = place;
    this.#patienceMs = patienceMs;
  }

  /** Real names of all nodes that the scenario has brought up, in the order it named them. */
  get names(): readonly string[] {
    return [...this.#labels.values()];
  }

  /** The real name of a label; one that was never brought up is a name that no node has. */
  nameOf(label: string): string {
    return this.#labels.get(label) ?? this.#place.nodeName(label);
  }

  namesOf(labels: readonly string[]): readonly string[] {
    return labels.map((label) => this.nameOf(label));
  }

  node(label: string): VirtualNode {
    const node = this.#running?.nodes.get(this.nameOf(label));
    if (node === undefined) throw new Error(`the scenario has no node ${label}`);
    return node;
  }

  /** Brings nodes up and waits until the server has them available. */
  async add(labels: readonly string[], ...behaviours: readonly BehaviourChoice[]): Promise<void> {
    await this.addAway(labels, { behaviours });
    await this.untilAvailable(labels);
  }

  async addByHand(labels: readonly string[]): Promise<void> {
    await this.add(labels, BY_HAND);
  }

  /** Starts nodes without waiting for anything: for those that are not to come through. */
  async addAway(labels: readonly string[], spec: Omit<NodeSpec, 'name'>): Promise<void> {
    const fleet = await this.#start();
    for (const label of labels) this.#labels.set(label, this.#place.nodeName(label));
    await Promise.all(
      labels.map((label, index) =>
        fleet.add({ privateKey: anyKeyPair(index).privateKey, ...spec, name: this.nameOf(label) }),
      ),
    );
  }

  async untilAvailable(labels: readonly string[]): Promise<void> {
    const nodes = labels.map((label) => this.node(label));
    await (await this.#start()).untilOnline({ withinMs: this.#patienceMs, nodes });
    await this.#place.untilAvailable(this.namesOf(labels), this.#patienceMs);
  }

  async behave(label: string, ...behaviours: readonly BehaviourChoice[]): Promise<void> {
    (await this.#start()).behave(this.node(label), behaviours);
  }

  /** Ends the node's process, starts another and waits until the server has it available. */
  async restart(label: string): Promise<void> {
    const node = this.node(label);
    const before = node.incarnationId;
    node.restart();
    await node.journal.next(
      (entry) =>
        entry.what === 'sent' && entry.message.saying.type === 'aborted' && node.incarnationId !== before,
      AbortSignal.timeout(this.#patienceMs),
    );
    await this.untilAvailable([label]);
  }

  /** Resolves when the node has been sent this message about this job. */
  async told(label: string, type: 'commit' | 'run', jobId: string): Promise<void> {
    await this.node(label).journal.until(
      ({ ...entry }) =>
        entry.what === 'received' &&
        entry.message.type === type &&
        'jobId' in entry.message &&
        entry.message.jobId === jobId,
      AbortSignal.timeout(this.#patienceMs),
    );
  }

  /** Makes a node say something about a job, whatever its behaviours are. */
  say(label: string, type: Answer, job: JobWatch): void {
    this.#lastSaid = { name: this.nameOf(label), eventsBefore: job.feed.entries.length };
    this.node(label).perform({ type: 'send', saying: { type, jobId: job.id } });
  }

  /** Holds for an event of the node that spoke last, told after it spoke. Undefined events before do not count. */
  isAnswerToLastSaid(feed: readonly FeedEvent[]): (event: FeedEvent) => boolean {
    const { name, eventsBefore } = this.#lastSaid ?? { name: '', eventsBefore: 0 };
    return (event) => event.data.node === name && feed.indexOf(event) >= eventsBefore;
  }

  async stop(): Promise<void> {
    await (await this.#fleet)?.stop();
  }

  #start(): Promise<Fleet> {
    this.#fleet ??= this.#startFleet();
    return this.#fleet;
  }

  async #startFleet(): Promise<Fleet> {
    const { org, admin } = this.#place;
    this.#running = await startFleet({
      serverUrl: this.#target.serverUrl,
      org,
      user: admin.name,
      privateKey: admin.privateKey,
      seed: 1,
      journal: JOURNAL,
      // the commands of features are the project's own
      exec: { allowRoot: true },
    });
    return this.#running;
  }
}
