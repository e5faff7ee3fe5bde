/** What travels over which connection of a node. */
export const CHANNELS = ['command', 'heartbeat'] as const;
/** A connection of a node: for its commands, or for heartbeats. */
export type FaultChannel = (typeof CHANNELS)[number];

/** Which way bytes travel. */
export const DIRECTIONS = ['to_server', 'to_nodes'] as const;
export type FaultDirection = (typeof DIRECTIONS)[number];

/** What a network does to connections. Without a direction it is done to both. */
export type WireFault =
  /** Bytes come later, each by the delay and up to the jitter more; their order stays. */
  | {
      readonly kind: 'latency';
      readonly delayMs: number;
      readonly jitterMs: number;
      readonly direction?: FaultDirection;
    }
  /** Bytes come no faster, on each connection for itself. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number; readonly direction?: FaultDirection }
  /** Nothing comes; all of it does when the fault is over. */
  | { readonly kind: 'stall'; readonly direction?: FaultDirection }
  /** What is sent is lost, and nobody told. A connection that lost something is reset when the fault is over. */
  | { readonly kind: 'drop'; readonly direction?: FaultDirection }
  /** Connections are reset, once or every so often. `refuses`: new ones too, as long as the fault lasts. */
  | { readonly kind: 'reset'; readonly everyMs?: number; readonly refuses: boolean }
  /**
   * The connections of the moment are closed, and one end is not told: it goes on, into nothing. That end is reset when
   * the fault is over. New connections are as good as any.
   */
  | { readonly kind: 'half_open'; readonly unaware: 'node' | 'server' };

/** What happens to messages themselves, above the encryption. Shares are of 1. */
export interface MessageFault {
  readonly kind: 'messages';
  /** Words of the behaviour `lossy`; each belongs to one direction. */
  readonly types: readonly string[];
  readonly lose: number;
  readonly delay: number;
  readonly delayMs: number;
  readonly duplicate: number;
}

/** A fault of a fleet's network, and whom it hits. */
export interface NodeFault {
  /** As logs and reports call it. */
  readonly name: string;
  readonly fault: WireFault | MessageFault;
  /** The connections that a fault of the wire is on. */
  readonly channels: readonly FaultChannel[];
  /** Names of nodes. */
  readonly hits: readonly string[];
}

/** True for what happens once, however long it is said to be on. */
export function isOfAMoment({ fault }: Pick<NodeFault, 'fault'>): boolean {
  return fault.kind === 'reset' && fault.everyMs === undefined && !fault.refuses;
}
