import type { Socket } from 'node:net';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Random } from '../node/random.ts';
import { CLEAR_CONDITIONS, conditionsOf } from './conditions.ts';
import { DIRECTIONS, type FaultDirection, type WireFault } from './fault.ts';
import { LinkDirection } from './link-direction.ts';

type HalfOpen = Extract<WireFault, { kind: 'half_open' }>;

export interface LinkOptions {
  readonly node: Socket;
  readonly server: Socket;
  readonly clock: Clock;
  readonly random: Random;
  readonly tap: ((direction: FaultDirection, bytes: Buffer) => void) | undefined;
  /** One end is gone, and the other has not been told. */
  readonly orphaned: (link: Link) => void;
  /** Both ends are gone. */
  readonly gone: (link: Link) => void;
}

/** A connection of a node with its continuation to the server. */
export class Link {
  readonly #node: Socket;
  readonly #server: Socket;
  readonly #flows: Readonly<Record<FaultDirection, LinkDirection>>;
  /** The fault that took one of the ends. */
  #halfOpenBy: HalfOpen | undefined;

  constructor({ node, server, clock, random, tap, orphaned, gone }: LinkOptions) {
    this.#node = node;
    this.#server = server;
    const flow = (direction: FaultDirection, from: Socket, to: Socket) =>
      new LinkDirection({ from, to, clock, random, tap: tap && ((bytes) => tap(direction, bytes)) });
    this.#flows = { to_server: flow('to_server', node, server), to_nodes: flow('to_nodes', server, node) };
    for (const [end, other] of [
      [node, server],
      [server, node],
    ] as const) {
      end.on('close', () => {
        if (!other.closed) {
          orphaned(this);
          return;
        }
        this.#closeLanes();
        gone(this);
      });
    }
  }

  /** The faults that are on now. */
  set(faults: ReadonlySet<WireFault>): void {
    if (this.#halfOpenBy !== undefined) {
      if (!faults.has(this.#halfOpenBy)) this.reset();
      return;
    }
    for (const direction of DIRECTIONS) {
      const flow = this.#flows[direction];
      const conditions = conditionsOf(faults, direction);
      if (flow.isTorn && !conditions.isDropped) {
        this.reset();
        return;
      }
      flow.set(conditions);
    }
  }

  /** Closes one end and leaves the other unaware, until the fault is over. */
  halfOpen(fault: HalfOpen): void {
    if (this.#halfOpenBy !== undefined) return;
    this.#halfOpenBy = fault;
    for (const direction of DIRECTIONS) this.#flows[direction].set({ ...CLEAR_CONDITIONS, isDropped: true });
    const aware = fault.unaware === 'node' ? this.#server : this.#node;
    aware.destroy();
  }

  reset(): void {
    this.#node.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** Closes both ends when what was written has gone out. */
  end(): void {
    this.#closeLanes();
    this.#node.destroySoon();
    this.#server.destroySoon();
  }

  #closeLanes(): void {
    for (const direction of DIRECTIONS) this.#flows[direction].close();
  }
}
