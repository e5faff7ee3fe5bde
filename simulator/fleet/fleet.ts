import type { KeyObject } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { reachOf } from '../../protocol/client/server-reach.ts';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import { applyBehaviours, type BehaviourChoice, chooseBehaviours } from '../behaviours/choose.ts';
import { JobFiles } from '../commands/job-files.ts';
import { NodeCommands } from '../commands/node-commands.ts';
import { ProcessRunner } from '../commands/real-process.ts';
import type { NodeFault } from '../faults/fault.ts';
import { FaultNetwork } from '../faults/fault-network.ts';
import { MessageFaults } from '../faults/message-faults.ts';
import type { FetchConfig } from '../node/config.ts';
import { observedSockets } from '../node/observed-sockets.ts';
import { DEFAULT_CLIENT_BODY_BYTES } from '../node/outgoing.ts';
import { VirtualNode } from '../node/virtual-node.ts';
import { ZmqSockets } from '../node/zmq-sockets.ts';
import { configFetcher } from './fetch-config.ts';
import { FleetEvents } from './fleet-events.ts';
import { countOf, type NodeSpec, type VirtualFleetOptions } from './fleet-options.ts';
import { KeyPool, nodeKey } from './key-pool.ts';
import { nodeNames } from './names.ts';
import { reachByName } from './reach-by-name.ts';
import { assertMayRun } from './real-commands.ts';
import { registerNode, unregisterNode } from './registration.ts';
import { untilInService } from './until-online.ts';

const DEFAULT_CONCURRENCY = 32;
const DEFAULT_KEY_POOL = 8;
const DEFAULT_COMMANDS_AT_ONCE = 64;
const LARGEST_SEED = 2 ** 32;

/**
 * Registers nodes and starts their processes. Resolves when all are registered and started; `untilOnline` waits for
 * more. What has been started is stopped again when it rejects.
 * @throws RequestRefused, ServerUnreachable, UnknownBehaviour, RootRefused
 */
export async function startVirtualFleet(options: VirtualFleetOptions): Promise<Fleet> {
  const fleet = new Fleet(options);
  try {
    await fleet.addAll(options.nodes ?? []);
  } catch (error) {
    await fleet.stop();
    throw error;
  }
  return fleet;
}

/** Virtual nodes that share connections, keys, and one ZeroMQ context. */
export class Fleet {
  readonly events: FleetEvents;
  readonly seed: number | string;
  readonly #options: VirtualFleetOptions;
  readonly #clock: Clock;
  readonly #nodes = new Map<string, VirtualNode>();
  readonly #registered = new Set<string>();
  readonly #client: RestClient;
  readonly #limit: LimitFunction;
  readonly #keys: KeyPool;
  readonly #sockets: ZmqSockets;
  readonly #fetchConfig: FetchConfig;
  readonly #processes: ProcessRunner;
  readonly #network: FaultNetwork | undefined;
  readonly #messageFaults: MessageFaults;
  #stopped: Promise<void> | undefined;

  constructor(options: VirtualFleetOptions) {
    const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.events = options.events ?? new FleetEvents();
    this.seed = options.seed ?? Math.floor(Math.random() * LARGEST_SEED);
    const { serverUrl, org, user, privateKey } = options;
    this.#client = new RestClient({
      serverUrl,
      org,
      user,
      privateKey,
      concurrency,
      clock: this.#clock,
      ...reachOf(options),
      ...(options.requests !== undefined && { observer: options.requests }),
    });
    this.#limit = pLimit({ concurrency, rejectOnClear: true });
    const { keyPool = DEFAULT_KEY_POOL } = options;
    this.#keys = typeof keyPool === 'number' ? new KeyPool(keyPool) : keyPool;
    this.#sockets = new ZmqSockets(options.mayGrow ? Number.POSITIVE_INFINITY : countOf(options.nodes));
    const { faults = [] } = options;
    this.#network =
      faults.length > 0
        ? new FaultNetwork({ faults, seed: this.seed, clock: this.#clock, nodes: countOf(options.nodes) })
        : undefined;
    this.#messageFaults = new MessageFaults(faults, this.seed);
    const fetchConfig = configFetcher(this.#client);
    this.#fetchConfig = this.#network?.route(fetchConfig) ?? reachByName(fetchConfig, this.#clock);
    this.#processes = new ProcessRunner({
      clock: this.#clock,
      files: new JobFiles(this.#clock, options.exec?.fileDirectory),
      concurrency: options.exec?.concurrency ?? DEFAULT_COMMANDS_AT_ONCE,
      maxOutputBytes: options.maxBodyBytes ?? DEFAULT_CLIENT_BODY_BYTES,
      overwritableEnv: options.exec?.overwritableEnv,
    });
  }

  get nodes(): ReadonlyMap<string, VirtualNode> {
    return this.#nodes;
  }

  /** Nodes that have come out of rehab and believe the server online. */
  get inService(): number {
    return this.events.inService;
  }

  /** Messages sent, received and refused, commands and failed configs, each by its word: `sent.heartbeat`. */
  counters(): Readonly<Record<string, number>> {
    return this.events.counters.read();
  }

  /** Registers one more node and starts it. @throws RequestRefused, ServerUnreachable, UnknownBehaviour, RootRefused */
  async add(spec: NodeSpec): Promise<VirtualNode> {
    if (this.#stopped) throw new Error('the fleet has stopped');
    if (this.#nodes.has(spec.name)) throw new Error(`there is a node ${spec.name} already`);
    const chosen = this.#choose(spec.behaviours ?? this.#options.behaviours ?? []);
    const key = await (spec.privateKey === undefined ? this.#keys.take() : nodeKey(spec.privateKey));
    if (spec.register ?? true) {
      await registerNode(this.#client, spec.name, key.publicKey);
      this.#registered.add(spec.name);
    }
    const node = new VirtualNode({
      host: this.#host(spec, key.privateKey),
      observer: this.events,
      behaviours: applyBehaviours(chosen, this.seed, spec.name),
      journalCapacity: this.#options.journal ?? 0,
    });
    node.suffer(this.#messageFaults.of(spec.name));
    this.#nodes.set(spec.name, node);
    this.events.emit('registered', node);
    // one that was asked for just before the end stays away
    if ((spec.start ?? true) && !this.#stopped) node.start();
    return node;
  }

  /** Registers and starts many, some at once: these, or so many with drawn names. */
  async addAll(nodes: number | readonly NodeSpec[]): Promise<readonly VirtualNode[]> {
    const specs = typeof nodes === 'number' ? this.#draw(nodes) : nodes;
    try {
      const added = await Promise.all(specs.map((spec) => this.#limit(() => this.add(spec))));
      this.#order(added);
      return added;
    } catch (error) {
      this.#limit.clearQueue();
      throw error;
    }
  }

  /** Gives a node other behaviours. @throws UnknownBehaviour, RootRefused */
  behave(node: VirtualNode, behaviours: readonly BehaviourChoice[]): void {
    node.behave(applyBehaviours(this.#choose(behaviours), this.seed, node.name));
  }

  /** One more fault of messages, which is off: its number is the next one. Faults of the wire are known from the start alone. */
  addFault(fault: NodeFault): void {
    this.#messageFaults.add(fault);
  }

  /** A fault begins or ends, by its number: those of the options come first, then those that were added. */
  fault(index: number, isOn: boolean): void {
    if (isOn) this.#network?.begin(index);
    else this.#network?.end(index);
    for (const name of this.#messageFaults.set(index, isOn)) {
      this.#nodes.get(name)?.suffer(this.#messageFaults.of(name));
    }
  }

  /**
   * Resolves when all nodes, or these, have answered `abort` and believe the server online.
   * Rejects with NotOnline when the time is over.
   */
  untilOnline(options: { withinMs?: number; nodes?: readonly VirtualNode[] } = {}): Promise<void> {
    const nodes = options.nodes ?? [...this.#nodes.values()];
    return untilInService(nodes, this.events, this.#clock, options.withinMs);
  }

  /** Ends every node's process and every command with its children; all is over when it resolves. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#limit.clearQueue();
    for (const node of this.#nodes.values()) node.crash();
    await this.#processes.stop();
    this.#sockets.close();
    await this.#network?.stop();
    try {
      if (this.#options.unregister) {
        await Promise.all([...this.#registered].map((name) => unregisterNode(this.#client, name)));
      }
    } finally {
      await this.#client.close();
    }
  }

  /** In the order they were asked for, whichever was registered first: a choice among them can be replayed. */
  #order(added: readonly VirtualNode[]): void {
    for (const node of added) {
      this.#nodes.delete(node.name);
      this.#nodes.set(node.name, node);
    }
  }

  #draw(count: number): readonly NodeSpec[] {
    const names = nodeNames(count, this.seed, this.#options.prefix, new Set(this.#nodes.keys()));
    return names.map((name) => ({ name }));
  }

  #choose(behaviours: readonly BehaviourChoice[]) {
    const chosen = chooseBehaviours(behaviours);
    assertMayRun(chosen, this.#options.exec?.allowRoot ?? false);
    return chosen;
  }

  #host(spec: NodeSpec, privateKey: KeyObject) {
    const { name } = spec;
    const { frames } = this.#options;
    const whitelist = spec.whitelist ?? this.#options.whitelist;
    return {
      name,
      org: spec.org ?? this.#options.org,
      hostName: name,
      privateKey,
      seed: this.seed,
      clock: this.#clock,
      sockets: frames === undefined ? this.#sockets : observedSockets(this.#sockets, name, frames),
      fetchConfig: this.#fetchConfig,
      commands: new NodeCommands(this.#clock, this.#processes, whitelist),
      maxBodyBytes: spec.maxBodyBytes ?? this.#options.maxBodyBytes ?? DEFAULT_CLIENT_BODY_BYTES,
    };
  }
}
