type Counters = Readonly<Record<string, number>>;

/** Messages of one type that were sent one way, and came. */
export interface Traffic {
  /** `node → server heartbeat`. */
  readonly what: string;
  readonly sent: number;
  readonly received: number;
}

/**
 * What nodes and server sent each other, by type, once nothing is on its way any more.
 * @param server counts `messages.TYPE` received and `sent.TYPE`
 * @param fleet counts `sent.TYPE` and `received.TYPE`
 */
export function traffic(server: Counters, fleet: Counters): readonly Traffic[] {
  return [
    ...between('node → server', group(fleet, 'sent.'), group(server, 'messages.')),
    ...between('server → node', group(server, 'sent.'), group(fleet, 'received.')),
  ];
}

/** Messages that were sent and never came. */
export function lost(all: readonly Traffic[]): number {
  return all.reduce((sum, { sent, received }) => sum + Math.max(0, sent - received), 0);
}

function between(way: string, sent: Map<string, number>, received: Map<string, number>): readonly Traffic[] {
  const types = [...new Set([...sent.keys(), ...received.keys()])].sort();
  return types.map((type) => ({
    what: `${way} ${type}`,
    sent: sent.get(type) ?? 0,
    received: received.get(type) ?? 0,
  }));
}

function group(counters: Counters, prefix: string): Map<string, number> {
  const found = Object.entries(counters).filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, count]) => [name.slice(prefix.length), count]));
}
