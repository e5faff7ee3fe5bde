import type { Bulk, WriteQueue } from './sqlite/write-queue.ts';
import type { SessionTable, StoredSession } from './store.ts';

interface SessionChange {
  readonly org: string;
  readonly node: string;
  /** Undefined for one to be dropped. */
  readonly saved: StoredSession | undefined;
}

/** The last change of each node's session, by organisation and node. */
const sessionChanges: Bulk<SessionChange, Map<string, SessionChange>> = {
  start: () => new Map(),
  add: (gathered, change) => {
    gathered.set(JSON.stringify([change.org, change.node]), change);
  },
  merge: (earlier, later) => {
    for (const change of later.values()) sessionChanges.add(earlier, change);
  },
  store: async (connection, gathered) => {
    const changes = [...gathered.values()];
    await connection.run(
      `DELETE FROM sessions WHERE (organisation, node) IN
         (SELECT entry.value ->> 0, entry.value ->> 1 FROM json_each(?) AS entry)`,
      JSON.stringify(changes.map(({ org, node }) => [org, node])),
    );
    const saved = changes.map((change) => change.saved).filter((session) => session !== undefined);
    // The join leaves out sessions of an organisation that was deleted meanwhile.
    await connection.run(
      `INSERT INTO sessions (organisation, node, client_key, id, issued_at, signed_until)
         SELECT organisations.name, entry.value ->> 1, entry.value ->> 2, entry.value ->> 3, entry.value ->> 4,
             entry.value ->> 5
           FROM json_each(?) AS entry CROSS JOIN organisations ON organisations.name = entry.value ->> 0`,
      JSON.stringify(
        saved.map(({ org, node, clientKey, id, issuedAtMs, signedUntilMs }) => [
          ...[org, node, clientKey, id],
          ...[issuedAtMs, signedUntilMs],
        ]),
      ),
    );
  },
};

interface SessionRow extends StoredSession {
  readonly publicKey: string | null;
}

export function sessionTable(queue: WriteQueue): SessionTable {
  return {
    save: (session) =>
      queue.writeBehind(sessionChanges, { org: session.org, node: session.node, saved: session }),
    delete: (org, node) => queue.writeBehind(sessionChanges, { org, node, saved: undefined }),
    list: () =>
      queue.read(async (connection) => {
        const rows = await connection.all<SessionRow>(
          `SELECT sessions.organisation AS org, node, client_key AS clientKey, id, issued_at AS issuedAtMs,
              signed_until AS signedUntilMs,
              clients.public_key AS publicKey
             FROM sessions LEFT JOIN clients
               ON clients.organisation = sessions.organisation AND clients.name = sessions.node
             ORDER BY issued_at`,
        );
        return rows.map(({ publicKey, ...row }) => ({ ...row, publicKey: publicKey ?? undefined }));
      }, sessionChanges),
    deleteIssuedBefore: (timeMs) =>
      queue.write((connection) => connection.run('DELETE FROM sessions WHERE issued_at < ?', timeMs)),
  };
}
