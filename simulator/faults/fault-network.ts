import type { Clock } from '../../protocol/time/clock.ts';
import type { Config, FetchConfig } from '../node/config.ts';
import type { Channel, NodeFault, WireFault } from './fault.ts';
import { FaultProxy } from './fault-proxy.ts';

const HERE = '127.0.0.1';
/** Connections with one end that a door keeps, for each of its nodes. */
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
interface Door {
  readonly proxy: FaultProxy;
  /** Numbers of the faults. */
  readonly faults: ReadonlySet<number>;
}

/**
 * The network of a fleet. It gives nodes another address than the server did, its own: a door for each address and set
 * of faults, so that it is known of a connection which faults are for it. Nodes that no fault hits come through it
 * too: what sets nodes apart is the faults alone.
 */
export class FaultNetwork {
  readonly #options: FaultNetworkOptions;
  /** Numbers of the faults of the wire that hit a node, by channel. */
  readonly #hits: Readonly<Record<Channel, ReadonlyMap<string, readonly number[]>>>;
  readonly #doors = new Map<string, Promise<Door>>();
  readonly #open = new Set<Door>();
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
    for (const door of this.#doorsOf(index)) door.proxy.begin(fault);
  }

  end(index: number): void {
    const fault = this.#on.get(index);
    if (fault === undefined) return;
    this.#on.delete(index);
    for (const door of this.#doorsOf(index)) door.proxy.end(fault);
  }

  /** Every port and connection is closed when it resolves. */
  async stop(): Promise<void> {
    const doors = await Promise.allSettled(this.#doors.values());
    await Promise.all(doors.map((door) => door.status === 'fulfilled' && door.value.proxy.stop()));
  }

  #doorsOf(index: number): readonly Door[] {
    return [...this.#open].filter((door) => door.faults.has(index));
  }

  async #routed(node: string, config: Config): Promise<Config> {
    const [commandAddress, heartbeatAddress] = await Promise.all([
      this.#addressFor(node, 'command', config.commandAddress),
      this.#addressFor(node, 'heartbeat', config.heartbeatAddress),
    ]);
    return { ...config, commandAddress, heartbeatAddress };
  }

  async #addressFor(node: string, channel: Channel, address: string): Promise<string> {
    const faults = this.#hits[channel].get(node) ?? [];
    const key = `${channel} ${address} ${faults}`;
    const known = this.#doors.get(key);
    const door = known ?? this.#openDoor(key, address, faults);
    if (known === undefined) this.#doors.set(key, door);
    return `tcp://${HERE}:${(await door).proxy.port}`;
  }

  async #openDoor(key: string, address: string, faults: readonly number[]): Promise<Door> {
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
      const door = { proxy, faults: new Set(faults) };
      this.#open.add(door);
      for (const [index, fault] of this.#on) if (door.faults.has(index)) proxy.begin(fault);
      return door;
    } catch (error) {
      // the next node may have more luck
      this.#doors.delete(key);
      throw error;
    }
  }
}

function hitsOn(faults: readonly NodeFault[], channel: Channel): ReadonlyMap<string, readonly number[]> {
  const hits = new Map<string, number[]>();
  faults.forEach((fault, index) => {
    if (fault.fault.kind === 'messages' || !fault.channels.includes(channel)) return;
    for (const node of fault.hits) hits.set(node, [...(hits.get(node) ?? []), index]);
  });
  return hits;
}
