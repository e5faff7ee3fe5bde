import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';

/** Entries that an error shows: the last ones. */
const SHOWN = 30;

/**
 * Resolves when this is so of a node; looks again whenever it does or meets something. Gives up after `patienceMs`
 * with what was wanted and what the node did last.
 */
export async function untilTrue(
  node: VirtualNode,
  what: string,
  isSo: () => boolean,
  patienceMs: number,
): Promise<void> {
  if (isSo()) return;
  const giveUp = AbortSignal.timeout(patienceMs);
  try {
    await node.journal.next(isSo, giveUp);
  } catch (cause) {
    const last = node.journal.entries.slice(-SHOWN).map((entry) => `\n  ${show(entry)}`);
    throw new Error(`wanted of ${node.name}: ${what}\nits last ${last.length} entries:${last.join('')}`, {
      cause,
    });
  }
}

function show({ atMs, ...entry }: NodeJournalEntry): string {
  return `${new Date(atMs).toISOString()} ${JSON.stringify(entry)}`;
}
