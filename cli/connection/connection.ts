import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CONNECTION_OPTIONS, DEFAULT_SERVER_URL } from '../options/connection.ts';
import type { OptionValues } from '../options/option-table.ts';
import { UsageError } from '../program/errors.ts';
import { readLocalServer } from './local-server.ts';
import { readPrivateKey } from './private-key.ts';

export type ConnectionOptions = OptionValues<typeof CONNECTION_OPTIONS>;

/** Where requests go and who signs them. */
export interface Connection {
  readonly serverUrl: string;
  readonly org: string;
  readonly user: string;
  readonly privateKey: KeyObject;
}

/**
 * The connection that the options describe, completed from a local server's data folder unless both server
 * and key are given. Throws `UsageError` where something is still missing or the key is none.
 */
export function connectionFrom(options: ConnectionOptions, folder: string): Connection {
  const isElsewhere = options.server !== undefined && options.key !== undefined;
  const dataFolder = resolve(folder, options.data);
  const local = isElsewhere ? undefined : readLocalServer(dataFolder);
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
    privateKey: keyFrom(options, folder, dataFolder),
  };
}

function keyFrom({ key, user, data }: ConnectionOptions, folder: string, dataFolder: string): KeyObject {
  if (key !== undefined) return readPrivateKey(resolve(folder, key), key);
  const local = join(dataFolder, 'keys', `${user}.pem`);
  if (existsSync(local)) return readPrivateKey(local, join(data, 'keys', `${user}.pem`));
  throw new UsageError(
    `There is no key to sign with as ${user}; give --key FILE, or --data DIR with a server's data folder that holds keys/${user}.pem.`,
  );
}
