import { joinGroups } from './group-members.ts';
import type { WriteQueue } from './sqlite/write-queue.ts';
import type { Client, ClientTable } from './store.ts';

interface ClientRow extends Omit<Client, 'validator'> {
  readonly validator: number;
}

export function clientTable(queue: WriteQueue): ClientTable {
  return {
    insert: (client, groups) =>
      queue.write(async (connection) => {
        const inserted = await connection.run(
          `INSERT INTO clients (organisation, name, public_key, validator) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING`,
          client.org,
          client.name,
          client.publicKey,
          Number(client.validator),
        );
        if (inserted === 0) return false;
        await joinGroups(connection, client.org, 'client', client.name, groups);
        return true;
      }),
    get: (org, name) =>
      queue.read(async (connection) => {
        const row = await connection.first<ClientRow>(
          `SELECT organisation AS org, name, public_key AS publicKey, validator
             FROM clients WHERE organisation = ? AND name = ?`,
          org,
          name,
        );
        return row && { ...row, validator: row.validator === 1 };
      }),
    list: (org) =>
      queue.read((connection) =>
        connection.names('SELECT name FROM clients WHERE organisation = ? ORDER BY name', org),
      ),
    saveKey: (org, name, publicKey) =>
      queue.write(async (connection) => {
        const sql = 'UPDATE clients SET public_key = ? WHERE organisation = ? AND name = ?';
        return (await connection.run(sql, publicKey, org, name)) > 0;
      }),
    delete: (org, name) =>
      queue.write(async (connection) => {
        const sql = 'DELETE FROM clients WHERE organisation = ? AND name = ?';
        return (await connection.run(sql, org, name)) > 0;
      }),
  };
}
