import type { Clock } from '../../protocol/time/clock.ts';
import type { Config, FetchConfig } from '../node/config.ts';
import type { FaultChannel, NodeFault, WireFault } from './fault.ts';
import { FaultProxy } from './fault-proxy.ts';

const HERE = '127.0.0.1';
/** Connections with one end that a port keeps, for each of its nodes. */
const ORPHANS_A_NODE = 1;
const LEAST_ORPHANS = 64;

export interface FaultNetworkOptions {
  readonly faults: readonly NodeFault[];
  readonly seed: string | number;
  readonly clock: Clock;
  /** How many nodes are expected. */
  readonly nodes: number;
}

/** A way to a port of the server, for the nodes that the same faults hit. */
interface ProxiedPort {
  readonly proxy: FaultProxy;
  /** Numbers of the faults. */
  readonly faults: ReadonlySet<number>;
}

/**
 * The network of a fleet. It gives nodes another address than the server did, its own: a port for each address and set
 * of faults, so that it is known of a connection which faults are for it. Nodes that no fault hits come through it
 * too: what sets nodes apart is the faults alone.
 */
export class FaultNetwork {
  readonly #options: FaultNetworkOptions;
  /** Numbers of the faults of the wire that hit a node, by channel. */
  readonly #hits: Readonly<Record<FaultChannel, ReadonlyMap<string, readonly number[]>>>;
  readonly #ports = new Map<string, Promise<ProxiedPort>>();
  readonly #open = new Set<ProxiedPort>();
  /** Those that are on. */
  readonly #on = new Map<number, WireFault>();

  constructor(options: FaultNetworkOptions) {
    this.#options = options;
    this.#hits = {
      command: hitsOn(options.faults, 'command'),
      heartbeat: hitsOn(options.faults, 'heartbeat'),
    };
  }

  /** Has nodes connect through this network. What is fetched rejects as well where no port can be opened. */
  route(fetch: FetchConfig): FetchConfig {
    return async (asker) => this.#routed(asker.node, await fetch(asker));
  }

  /** A fault begins, by its number. */
  begin(index: number): void {
    const fault = this.#options.faults[index]?.fault;
    if (fault === undefined || fault.kind === 'messages' || this.#on.has(index)) return;
    this.#on.set(index, fault);
    for (const port of this.#portsOf(index)) port.proxy.begin(fault);
  }

  end(index: number): void {
    const fault = this.#on.get(index);
    if (fault === undefined) return;
    this.#on.delete(index);
    for (const port of this.#portsOf(index)) port.proxy.end(fault);
  }

  /** Every port and connection is closed when it resolves. */
  async stop(): Promise<void> {
    const ports = await Promise.allSettled(this.#ports.values());
    await Promise.all(ports.map((port) => port.status === 'fulfilled' && port.value.proxy.stop()));
  }

  #portsOf(index: number): readonly ProxiedPort[] {
    return [...this.#open].filter((port) => port.faults.has(index));
  }

  async #routed(node: string, config: Config): Promise<Config> {
    const [commandAddress, heartbeatAddress] = await Promise.all([
      this.#addressFor(node, 'command', config.commandAddress),
      this.#addressFor(node, 'heartbeat', config.heartbeatAddress),
    ]);
    return { ...config, commandAddress, heartbeatAddress };
  }

  async #addressFor(node: string, channel: FaultChannel, address: string): Promise<string> {
    const faults = this.#hits[channel].get(node) ?? [];
    const key = `${channel} ${address} ${faults}`;
    const known = this.#ports.get(key);
    const port = known ?? this.#openPort(key, address, faults);
    if (known === undefined) this.#ports.set(key, port);
    return `tcp://${HERE}:${(await port).proxy.port}`;
  }

  async #openPort(key: string, address: string, faults: readonly number[]): Promise<ProxiedPort> {
    const { hostname, port } = new URL(address);
    const { seed, clock, nodes } = this.#options;
    try {
      const proxy = await FaultProxy.start({
        listenAt: { host: HERE, port: 0 },
        server: { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) },
        clock,
        seed: `${seed} ${key}`,
        maxOrphans: Math.max(LEAST_ORPHANS, nodes * ORPHANS_A_NODE),
      });
      const opened = { proxy, faults: new Set(faults) };
      this.#open.add(opened);
      for (const [index, fault] of this.#on) if (opened.faults.has(index)) proxy.begin(fault);
      return opened;
    } catch (error) {
      // the next node may have more luck
      this.#ports.delete(key);
      throw error;
    }
  }
}

function hitsOn(faults: readonly NodeFault[], channel: FaultChannel): ReadonlyMap<string, readonly number[]> {
  const hits = new Map<string, number[]>();
  faults.forEach((fault, index) => {
    if (fault.fault.kind === 'messages' || !fault.channels.includes(channel)) return;
    for (const node of fault.hits) hits.set(node, [...(hits.get(node) ?? []), index]);
  });
  return hits;
}
