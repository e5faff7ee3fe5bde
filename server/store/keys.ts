import type { Bulk, WriteQueue } from './sqlite/write-queue.ts';
import type { AdmittedKey, KeyTable } from './store.ts';

/** By key: what to save, or undefined for a key to be dropped. */
const keyChanges: Bulk<
  { curvePublicKey: string; saved: AdmittedKey | undefined },
  Map<string, AdmittedKey | undefined>
> = {
  start: () => new Map(),
  add: (gathered, { curvePublicKey, saved }) => {
    gathered.set(curvePublicKey, saved);
  },
  merge: (earlier, later) => {
    for (const [curvePublicKey, saved] of later) keyChanges.add(earlier, { curvePublicKey, saved });
  },
  store: async (connection, gathered) => {
    await connection.run(
      'DELETE FROM admitted_keys WHERE curve_public_key IN (SELECT value FROM json_each(?))',
      JSON.stringify([...gathered.keys()]),
    );
    const saved = [...gathered.values()].filter((key) => key !== undefined);
    // The join leaves out keys of an organisation that was deleted meanwhile.
    await connection.run(
      `INSERT INTO admitted_keys (curve_public_key, organisation, node, admitted_at, session)
         SELECT entry.value ->> 0, organisations.name, entry.value ->> 2, entry.value ->> 3, entry.value ->> 4
           FROM json_each(?) AS entry CROSS JOIN organisations ON organisations.name = entry.value ->> 1`,
      JSON.stringify(
        saved.map((key) => [key.curvePublicKey, key.org, key.node, key.admittedAtMs, key.session]),
      ),
    );
  },
};

export function keyTable(queue: WriteQueue): KeyTable {
  return {
    save: (key) => queue.writeBehind(keyChanges, { curvePublicKey: key.curvePublicKey, saved: key }),
    list: () =>
      queue.read(
        (connection) =>
          connection.all<AdmittedKey>(
            `SELECT curve_public_key AS curvePublicKey, organisation AS org, node, admitted_at AS admittedAtMs,
                session
               FROM admitted_keys ORDER BY admitted_at`,
          ),
        keyChanges,
      ),
    delete: (curvePublicKey) => queue.writeBehind(keyChanges, { curvePublicKey, saved: undefined }),
    deleteAdmittedBefore: (timeMs) =>
      queue.write((connection) => connection.run('DELETE FROM admitted_keys WHERE admitted_at < ?', timeMs)),
  };
}
