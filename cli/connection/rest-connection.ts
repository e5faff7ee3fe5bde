import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Reading } from '../files/read-named.ts';
import { type CONNECTION_OPTIONS, DEFAULT_SERVER_URL } from '../options/connection.ts';
import type { OptionValues } from '../options/option-table.ts';
import { UsageError } from '../program/errors.ts';
import { readLocalServer } from './local-server.ts';
import { readPrivateKey } from './private-key.ts';

export type ConnectionOptions = OptionValues<typeof CONNECTION_OPTIONS>;

/** Where requests go and who signs them. */
export interface RestConnection {
  readonly serverUrl: string;
  readonly org: string;
  readonly user: string;
  readonly privateKey: KeyObject;
  readonly maxAnswerBytes: number;
}

/**
 * The connection that the options describe, completed from a local server's data folder unless both server
 * and key are given. Throws `UsageError` where something is still missing or the key is none.
 */
export async function connectionFrom(options: ConnectionOptions, reading: Reading): Promise<RestConnection> {
  const isElsewhere = options.server !== undefined && options.key !== undefined;
  const dataFolder = resolve(reading.folder, options.data);
  const local = isElsewhere ? undefined : await readLocalServer(dataFolder, reading.signal);
  const org = options.org ?? local?.org;
  if (org === undefined) {
    throw new UsageError(
      `Nothing says which organisation is meant; give --org NAME (no server has run with the data folder ${options.data}).`,
    );
  }
  return {
    serverUrl: options.server ?? local?.url ?? DEFAULT_SERVER_URL,
    org,
    user: options.user,
    privateKey: await keyFrom(options, reading),
    maxAnswerBytes: options.maxAnswer,
  };
}

async function keyFrom({ key, user, data }: ConnectionOptions, reading: Reading): Promise<KeyObject> {
  if (key !== undefined) return readPrivateKey(key, reading);
  const local = join(data, 'keys', `${user}.pem`);
  if (existsSync(resolve(reading.folder, local))) return readPrivateKey(local, reading);
  throw new UsageError(
    `There is no key to sign with as ${user}; give --key FILE, or --data DIR with a server's data folder that holds keys/${user}.pem.`,
  );
}
