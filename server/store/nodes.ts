import type { Bulk, WriteQueue } from './sqlite/write-queue.ts';
import type { NodeTable, StoredNode } from './store.ts';

interface NodeChange extends StoredNode {
  readonly org: string;
}

/** By organisation and then by node: of several states only the last is written. */
const stateChanges: Bulk<NodeChange, Map<string, Map<string, NodeChange>>> = {
  start: () => new Map(),
  add: (gathered, change) => {
    let states = gathered.get(change.org);
    if (states === undefined) {
      states = new Map();
      gathered.set(change.org, states);
    }
    states.set(change.name, change);
  },
  merge: (earlier, later) => {
    for (const states of later.values())
      for (const change of states.values()) stateChanges.add(earlier, change);
  },
  store: async (connection, gathered) => {
    const changes = [...gathered.values()].flatMap((states) => [...states.values()]);
    // The join leaves out nodes of an organisation that was deleted meanwhile.
    await connection.run(
      `INSERT INTO nodes (organisation, name, status, updated_at)
         SELECT organisations.name, entry.value ->> 1, entry.value ->> 2, entry.value ->> 3
           FROM json_each(?) AS entry CROSS JOIN organisations ON organisations.name = entry.value ->> 0
         WHERE true
         ON CONFLICT DO UPDATE SET status = excluded.status, updated_at = excluded.updated_at`,
      JSON.stringify(changes.map(({ org, name, status, updatedAtMs }) => [org, name, status, updatedAtMs])),
    );
  },
};

const COLUMNS = 'name, status, updated_at AS updatedAtMs';

/** States that could not be stored yet, by node: the latest of each. */
function heldStates(queue: WriteQueue, org: string): ReadonlyMap<string, StoredNode> {
  const held = queue.heldOf(stateChanges).flatMap((gathered) => [...(gathered.get(org)?.values() ?? [])]);
  return new Map(held.map(({ name, status, updatedAtMs }) => [name, { name, status, updatedAtMs }]));
}

export function nodeTable(queue: WriteQueue): NodeTable {
  return {
    saveStatus: (org, name, status, updatedAtMs) =>
      queue.writeBehind(stateChanges, { org, name, status, updatedAtMs }),
    get: (org, node) =>
      queue.read(async (connection) => {
        const stored = await connection.first<StoredNode>(
          `SELECT ${COLUMNS} FROM nodes WHERE organisation = ? AND name = ?`,
          org,
          node,
        );
        return heldStates(queue, org).get(node) ?? stored;
      }, stateChanges),
    list: (org) =>
      queue.read(async (connection) => {
        const stored = await connection.all<StoredNode>(
          `SELECT ${COLUMNS} FROM nodes WHERE organisation = ? ORDER BY name`,
          org,
        );
        const held = heldStates(queue, org);
        if (held.size === 0) return stored;
        const all = new Map([...stored.map((state) => [state.name, state] as const), ...held]);
        return [...all.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
      }, stateChanges),
    markAllDown: (nowMs) =>
      queue.write((connection) =>
        connection.run(`UPDATE nodes SET status = 'down', updated_at = ? WHERE status = 'up'`, nowMs),
      ),
  };
}
