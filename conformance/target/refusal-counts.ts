/** Connections that could not be encrypted, whatever the reason: libzmq has many words for them. */
const FAILED_HANDSHAKE = 'failed_handshake';

/** How often something was refused, by reason. */
export type RefusalCounts = Readonly<Record<string, number>>;

/**
 * What a server of ours refused, out of all its counters (`NAME.LABEL`): messages, CURVE keys and connections. A
 * reason is in one of these groups only, so the group is left out.
 */
export function refusalCounts(counters: Readonly<Record<string, number>>): RefusalCounts {
  const counts: Record<string, number> = {};
  for (const [name, count] of Object.entries(counters)) {
    const reason = reasonOf(name);
    if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + count;
  }
  return counts;
}

function reasonOf(counter: string): string | undefined {
  const [group, label = ''] = counter.split('.', 2);
  if (group === 'handshakes_failed') return FAILED_HANDSHAKE;
  if (group === 'refusals') return label;
  return group === 'zap' && label !== 'admitted' ? label : undefined;
}

/** The sum of both. */
export function added(one: RefusalCounts, other: RefusalCounts): RefusalCounts {
  const sum: Record<string, number> = { ...one };
  for (const [reason, count] of Object.entries(other)) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}

/** What came since; reasons that did not come are left out. */
export function since(before: RefusalCounts, now: RefusalCounts): RefusalCounts {
  const changes = Object.entries(now).map(
    ([reason, count]) => [reason, count - (before[reason] ?? 0)] as const,
  );
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
}
