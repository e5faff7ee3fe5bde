import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type Clock, systemClock, type Timer } from '../../protocol/time/clock.ts';
import { Random } from '../node/random.ts';
import type { FaultDirection, WireFault } from './fault.ts';
import { Link } from './link.ts';

/** Where something listens. */
export interface ProxyEndpoint {
  readonly host: string;
  readonly port: number;
}

export interface FaultProxyOptions {
  /** Port 0: any. */
  readonly listenAt: ProxyEndpoint;
  readonly server: ProxyEndpoint;
  readonly clock?: Clock;
  /** Decides what is left to chance, with the number of the connection. */
  readonly seed?: string | number;
  /** Connections with one end that are kept; of more the oldest is reset, as a network forgets its oldest. */
  readonly maxOrphans?: number;
  /** Is shown all that travels, of all connections in the order it came. */
  readonly tap?: (direction: FaultDirection, bytes: Buffer) => void;
}

const DEFAULT_MAX_ORPHANS = 64;
/** How long an end may take to read what was on its way when all is stopped. */
const STOP_WITHIN_MS = 500;

/**
 * A piece of network between nodes and one port of the server. It passes on what travels, and fails as the faults say
 * that are on. A connection takes two file descriptors of this process.
 */
export class FaultProxy {
  readonly #options: FaultProxyOptions;
  readonly #clock: Clock;
  readonly #listener: Server;
  readonly #links = new Set<Link>();
  readonly #orphans = new Set<Link>();
  readonly #faults = new Set<WireFault>();
  readonly #timers = new Map<WireFault, Timer>();
  #accepted = 0;
  /** Told when the last connection is gone. */
  #emptied: (() => void) | undefined;

  private constructor(options: FaultProxyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, (node) => this.#accept(node));
  }

  /** Rejects where it cannot listen. */
  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    const { port, host } = options.listenAt;
    await new Promise<void>((resolve, reject) => {
      proxy.#listener.once('error', reject);
      proxy.#listener.listen(port, host, resolve);
    });
    // without a file descriptor for it a connection is one that broke: the node tries again
    proxy.#listener.on('error', () => undefined);
    return proxy;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** How many connections nodes have opened so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Connections that are open, on one side at least. */
  get open(): number {
    return this.#links.size;
  }

  /** From now on this fault is on, for the connections that are there and those to come. */
  begin(fault: WireFault): void {
    this.#faults.add(fault);
    if (fault.kind === 'reset') this.#reset(fault);
    else if (fault.kind === 'half_open') for (const link of this.#links) link.halfOpen(fault);
    else this.#spread();
  }

  /** This fault is over. @param fault the same object that it began with */
  end(fault: WireFault): void {
    this.#timers.get(fault)?.cancel();
    this.#timers.delete(fault);
    if (this.#faults.delete(fault)) this.#spread();
  }

  /** Every fault is over: what was held back goes first. */
  mend(): void {
    for (const fault of [...this.#faults]) this.end(fault);
  }

  /** Lets go what is on its way, then closes every connection and the port; all is closed when it resolves. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#listener.close(resolve));
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve;
      if (this.#links.size === 0) resolve();
    });
    this.mend();
    for (const link of this.#links) link.end();
    const patience = this.#clock.after(STOP_WITHIN_MS, () => {
      for (const link of this.#links) link.reset();
    });
    await Promise.all([closed, emptied]);
    patience.cancel();
  }

  #spread(): void {
    for (const link of this.#links) link.set(this.#faults);
  }

  #reset(fault: Extract<WireFault, { kind: 'reset' }>): void {
    for (const link of this.#links) link.reset();
    if (fault.everyMs !== undefined) {
      this.#timers.set(
        fault,
        this.#clock.after(fault.everyMs, () => this.#reset(fault)),
      );
    }
  }

  #accept(node: Socket): void {
    if ([...this.#faults].some((fault) => fault.kind === 'reset' && fault.refuses)) {
      node.resetAndDestroy();
      return;
    }
    this.#accepted += 1;
    const { server, seed = 0, tap } = this.#options;
    const link = new Link({
      node,
      server: connect({ ...server, allowHalfOpen: true, noDelay: true }),
      clock: this.#clock,
      random: new Random(seed, this.#accepted),
      tap,
      orphaned: (orphan) => this.#orphaned(orphan),
      gone: (which) => {
        this.#links.delete(which);
        this.#orphans.delete(which);
        if (this.#links.size === 0) this.#emptied?.();
      },
    });
    this.#links.add(link);
    if (this.#faults.size > 0) link.set(this.#faults);
  }

  #orphaned(link: Link): void {
    this.#orphans.add(link);
    const [oldest] = this.#orphans;
    if (this.#orphans.size > (this.#options.maxOrphans ?? DEFAULT_MAX_ORPHANS)) oldest?.reset();
  }
}
