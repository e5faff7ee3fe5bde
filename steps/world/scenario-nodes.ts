import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { Hindered } from '../../conformance/run/not-judged.ts';
import { anyKeyPair, signingKey } from '../../conformance/target/key-pairs.ts';
import type { ScenarioScope } from '../../conformance/target/scenario-scope.ts';
import type { Target } from '../../conformance/target/target.ts';
import { serverStatus } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { FREE_BY_HAND } from '../../simulator/behaviours/by-hand.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import type { NodeFault } from '../../simulator/faults/fault.ts';
import { type Fleet, startVirtualFleet } from '../../simulator/fleet/fleet.ts';
import type { ExecOptions, NodeSpec, VirtualFleetOptions } from '../../simulator/fleet/fleet-options.ts';
import { AWAY_STATUS, isInService } from '../../simulator/node/status.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { SeenNode } from '../delays/marks.ts';
import { NodeAnswers } from './node-answers.ts';
import { NodeCounts } from './node-counts.ts';
import { NodeLabels } from './node-labels.ts';
import { NodeWaits } from './node-waits.ts';

/** Entries that the journal of each node keeps: more than any scenario makes. */
const JOURNAL = 10_000;
/** What a slow machine may take to bring up each of many nodes, with the work of both sides. */
const NODE_ONLINE_MS = 200;

export interface NodesOptions {
  readonly journal: ScenarioJournal | undefined;
  /** Told before the first of them starts. */
  readonly onStart: () => void;
}

/** The virtual nodes of one scenario, by the labels that its sentences use. */
export class ScenarioNodes {
  readonly counts = new NodeCounts((label) => this.node(label));
  readonly waits: NodeWaits;
  readonly answers: NodeAnswers;
  readonly #target: Target;
  readonly #scope: ScenarioScope;
  readonly #labels: NodeLabels;
  readonly #admin: RestClient;
  readonly #patienceMs: number;
  readonly #onStart: () => void;
  readonly #observers: Pick<VirtualFleetOptions, 'frames' | 'requests'>;
  #exec: ExecOptions = {};
  #faults: readonly NodeFault[] = [];
  #twins: Promise<Fleet> | undefined;
  #fleet: Promise<Fleet> | undefined;
  #running: Fleet | undefined;

  constructor(
    target: Target,
    scope: ScenarioScope,
    admin: RestClient,
    patienceMs: number,
    { journal, onStart }: NodesOptions,
  ) {
    this.#target = target;
    this.#scope = scope;
    this.#labels = new NodeLabels(scope);
    this.waits = new NodeWaits((label) => this.node(label), this.counts, patienceMs);
    this.answers = new NodeAnswers(
      (label) => this.nameOf(label),
      (label) => this.node(label),
    );
    this.#admin = admin;
    this.#patienceMs = patienceMs;
    this.#onStart = onStart;
    this.#observers = journal === undefined ? {} : { frames: journal.frames, requests: journal.requests };
  }

  /** Real names of all nodes that the scenario has brought up, in the order it named them. */
  get names(): readonly string[] {
    return this.#labels.names;
  }

  /** All of them as the scenario calls them, in the order it named them. */
  get labels(): readonly string[] {
    return this.#labels.all;
  }

  /** The real name of a label; one that was never brought up is a name that no node has. */
  nameOf(label: string): string {
    return this.#labels.nameOf(label);
  }

  namesOf(labels: readonly string[]): readonly string[] {
    return labels.map((label) => this.nameOf(label));
  }

  /** What there is to see of each, by its real name. */
  get seen(): ReadonlyMap<string, SeenNode> {
    const nodes = [...(this.#running?.nodes ?? [])];
    return new Map(
      nodes.map(([name, node]) => [
        name,
        {
          isRunning: node.status.life !== AWAY_STATUS.life && !node.isFrozen,
          entries: node.journal.entries,
        },
      ]),
    );
  }

  node(label: string): VirtualNode {
    const node = this.#running?.nodes.get(this.nameOf(label));
    if (node === undefined) throw new Error(`the scenario has no node ${label}`);
    return node;
  }

  /** Says how all nodes run real commands. @throws once there are nodes */
  runCommandsWith(exec: ExecOptions): void {
    if (this.#fleet !== undefined) throw new Error('there are nodes already');
    this.#exec = exec;
  }

  /** Ends all nodes. Those that are added from now on, under the same labels perhaps, have a network with these faults. */
  async beginAnew(faults: readonly NodeFault[]): Promise<void> {
    await (await this.#fleet)?.stop();
    this.#fleet = undefined;
    this.#running = undefined;
    this.#labels.clear();
    this.counts.clear();
    this.#faults = faults;
  }

  /** A fault of the nodes' network begins or ends, by its number. */
  fault(index: number, isOn: boolean): void {
    this.#running?.fault(index, isOn);
  }

  /** Starts another process that says it is this node, with the node's key. */
  async addTwin(label: string): Promise<VirtualNode> {
    this.#twins ??= this.#startFleet();
    return (await this.#twins).add({
      name: this.nameOf(label),
      privateKey: signingKey(this.#scope.lendNode(label)?.privateKey ?? anyKeyPair(0).privateKey),
      register: false,
      behaviours: ['healthy'],
    });
  }

  /** Brings nodes up and waits until the server has them available; one that is there only changes its ways. */
  async add(labels: readonly string[], ...behaviours: readonly BehaviourChoice[]): Promise<void> {
    const isThere = (label: string): boolean => this.#labels.has(label);
    for (const label of labels.filter(isThere)) await this.behave(label, ...behaviours);
    await this.addAway(
      labels.filter((label) => !isThere(label)),
      { behaviours },
    );
    await this.untilAvailable(labels);
  }

  /** So many more nodes, whose labels no sentence needs. */
  async addMany(count: number, ...behaviours: readonly BehaviourChoice[]): Promise<void> {
    const first = this.labels.length + 1;
    const labels = Array.from({ length: count }, (_, index) => `node${first + index}`);
    await this.add(labels, ...behaviours);
  }

  async addByHand(labels: readonly string[]): Promise<void> {
    await this.add(labels, ...FREE_BY_HAND);
  }

  /** Starts nodes without waiting for anything: for those that are not to come through. */
  async addAway(labels: readonly string[], spec: Omit<NodeSpec, 'name'>): Promise<void> {
    const fleet = await this.#start();
    for (const label of labels) {
      this.#labels.take(label);
      this.#labels.behave(label, spec.behaviours ?? []);
    }
    await Promise.all(
      labels.map((label, index) =>
        fleet.add({ ...this.#keyOf(label, index), ...spec, name: this.nameOf(label) }),
      ),
    );
  }

  /** Resolves when the server has all of them available, and they have the configuration that it gives now. */
  async untilAvailable(labels: readonly string[]): Promise<void> {
    const nodes = labels.map((label) => this.node(label));
    // what both sides of a connection cost is this machine's: it is nobody's answer that is waited for
    const withinMs = Math.max(this.#patienceMs, nodes.length * NODE_ONLINE_MS);
    await (await this.#start()).untilOnline({ withinMs, nodes });
    const { incarnationId } = await serverStatus(this.#admin);
    for (const [index, node] of nodes.entries()) {
      const isUpToDate = (): boolean => node.configuredBy === incarnationId && isInService(node.status);
      await this.waits.untilTrue(labels[index] ?? '', 'online, with the present configuration', isUpToDate);
    }
    await this.#scope.untilAvailable(this.namesOf(labels), this.#patienceMs);
    for (const label of labels) this.counts.beginOnce(label);
  }

  async behave(label: string, ...behaviours: readonly BehaviourChoice[]): Promise<void> {
    this.#labels.behave(label, behaviours);
    (await this.#start()).behave(this.node(label), behaviours);
  }

  /** The node has one more behaviour from now on. */
  async behaveToo(label: string, behaviour: BehaviourChoice): Promise<void> {
    await this.behave(label, ...this.#labels.behavioursOf(label), behaviour);
  }

  /** Whatever they were made to do so far: they do what healthy nodes do, and the server has them available. */
  async makeHealthy(labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      await this.behave(label, 'healthy');
      const node = this.node(label);
      if (node.isFrozen) node.thaw();
      node.start();
    }
    await this.untilAvailable(labels);
  }

  /** Ends the node's process, starts another and waits until the server has it available. */
  async restart(label: string): Promise<void> {
    this.node(label).restart();
    await this.untilAvailable([label]);
  }

  /** What the node of this real name has said of a job, heartbeats left out; nothing where there is no such node. */
  saidOf(name: string, jobId: string): readonly string[] {
    const entries = this.#running?.nodes.get(name)?.journal.entries ?? [];
    return entries.flatMap((entry) => {
      if (entry.what !== 'sent') return [];
      const { content } = entry.message;
      return content.type !== 'heartbeat' && content.jobId === jobId ? [content.type] : [];
    });
  }

  async stop(): Promise<void> {
    const fleets = await Promise.all([this.#fleet, this.#twins]);
    await Promise.all(fleets.map((fleet) => fleet?.stop()));
  }

  /** A node that the server knows already is not registered. */
  #keyOf(label: string, index: number): Pick<NodeSpec, 'privateKey' | 'register'> {
    const known = this.#scope.lendNode(label);
    if (known !== undefined) return { privateKey: signingKey(known.privateKey), register: false };
    return { privateKey: signingKey(anyKeyPair(index).privateKey) };
  }

  #start(): Promise<Fleet> {
    this.#fleet ??= this.#startFleet().then((fleet) => {
      this.#running = fleet;
      return fleet;
    });
    return this.#fleet;
  }

  async #startFleet(): Promise<Fleet> {
    if (this.#target.nodesFault !== undefined) throw new Hindered(this.#target.nodesFault);
    this.#onStart();
    const { org, admin } = this.#scope;
    return await startVirtualFleet({
      serverUrl: this.#target.url,
      ...this.#target.reach,
      org,
      user: admin.name,
      privateKey: signingKey(admin.privateKey),
      seed: 1,
      unregister: this.#scope.forgetsNodes,
      journal: JOURNAL,
      faults: this.#faults,
      ...this.#observers,
      // the commands of features are the project's own
      exec: { allowRoot: true, ...this.#exec },
    });
  }
}
