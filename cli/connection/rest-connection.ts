import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ServerAddress, serverAddress } from '../../protocol/client/server-address.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { isPem } from '../../protocol/signing/pem.ts';
import type { Reading } from '../files/read-named.ts';
import { type CONNECTION_OPTIONS, DEFAULT_SERVER_URL, DEFAULT_USER } from '../options/connection.ts';
import type { OptionValues } from '../options/option-table.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { readCertificates } from './certificates.ts';
import { profileSettings } from './credentials.ts';
import { knifeSettings } from './knife-config.ts';
import { readLocalServer } from './local-server.ts';
import { readPrivateKey } from './private-key.ts';
import { proxyFor } from './proxy.ts';

export type ConnectionOptions = OptionValues<typeof CONNECTION_OPTIONS>;

/** Where files are named from, and the environment that names a proxy. */
export type Asking = Reading & Pick<Surroundings, 'env'>;

/** Where requests go and who signs them. */
export interface RestConnection extends ServerReach {
  readonly serverUrl: string;
  readonly org: string;
  readonly user: string;
  readonly privateKey: KeyObject;
  /** The file that the key was read from; undefined where its text was given. */
  readonly keyFile: string | undefined;
  readonly maxAnswerBytes: number;
}

/**
 * The connection that the options describe, completed from the files of knife that they name, and from a local server's data folder
 * unless both server and key are given. Throws `UsageError` where something is still missing, contradicts, or is no key.
 */
export async function connectionFrom(given: ConnectionOptions, reading: Asking): Promise<RestConnection> {
  const options = await completedByKnife(given, reading);
  const address = options.server === undefined ? undefined : addressOf(options.server);
  const isElsewhere = options.server !== undefined && options.key !== undefined;
  const dataFolder = resolve(reading.folder, options.data);
  const local = isElsewhere ? undefined : await readLocalServer(dataFolder, reading.signal);
  if (address?.org !== undefined && options.org !== undefined && address.org !== options.org)
    throw new UsageError(
      `The address ${options.server} names organisation ${address.org}, and --org says ${options.org}; give one of them.`,
    );
  const org = options.org ?? address?.org ?? local?.org;
  if (org === undefined)
    throw new UsageError(`No organisation is given; add --org NAME${whereLooked(options, dataFolder)}.`);
  const user = options.user ?? DEFAULT_USER;
  const serverUrl = address?.url ?? local?.url ?? DEFAULT_SERVER_URL;
  const ca = options.ca ?? (serverUrl === local?.url ? local.ca : undefined);
  return {
    serverUrl,
    org,
    user,
    ...(await keyFrom({ ...options, user }, reading)),
    maxAnswerBytes: options.maxAnswer,
    ...(await reachFrom(serverUrl, { ...options, ca }, reading)),
  };
}

/** How these options have a server reached. @throws UsageError for certificates that cannot be read, and for what is no proxy */
export async function reachFrom(
  serverUrl: string,
  { ca, insecure }: Pick<ConnectionOptions, 'ca' | 'insecure'>,
  reading: Asking,
): Promise<ServerReach> {
  const proxy = proxyFor(serverUrl, reading.env);
  return {
    ...(ca !== undefined && { ca: await readCertificates(ca, reading) }),
    ...(insecure && { insecure }),
    ...(proxy !== undefined && { proxy }),
  };
}

/** Where word of a local server was looked for in vain. */
function whereLooked({ server, key }: ConnectionOptions, dataFolder: string): string {
  if (server !== undefined && key !== undefined) return '';
  return existsSync(dataFolder)
    ? ` (no push-harness serve has left its word in ${dataFolder}, as local-server.json)`
    : ` (there is no data folder ${dataFolder}, which push-harness serve would make; --data DIR names another)`;
}

async function completedByKnife(options: ConnectionOptions, reading: Asking): Promise<ConnectionOptions> {
  const { knife, profile } = options;
  if (knife !== undefined && profile !== undefined)
    throw new UsageError('--knife and --profile name two configurations of knife; give one of them.');
  if (knife !== undefined) return { ...(await knifeSettings(knife, reading, reading.env)), ...said(options) };
  if (profile !== undefined) return { ...(await profileSettings(profile, reading)), ...said(options) };
  return options;
}

/** The options that are given: others take nothing away. */
function said(options: ConnectionOptions): ConnectionOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as ConnectionOptions;
}

function addressOf(server: string): ServerAddress {
  const address = serverAddress(server);
  if (typeof address !== 'string') return address;
  throw new UsageError(`The address of the server is ${address}.`);
}

async function keyFrom(
  { key, user, data }: Pick<ConnectionOptions, 'key' | 'data'> & { readonly user: string },
  reading: Reading,
): Promise<Pick<RestConnection, 'privateKey' | 'keyFile'>> {
  const local = join(data, 'keys', `${user}.pem`);
  const isThere = existsSync(resolve(reading.folder, local));
  const given = key ?? (isThere ? local : undefined);
  if (given !== undefined) {
    const keyFile = isPem(given) ? undefined : resolve(reading.folder, given);
    return { privateKey: await readPrivateKey(given, reading), keyFile };
  }
  throw new UsageError(
    `There is no key to sign with as ${user}: ${resolve(reading.folder, local)} is missing. Give --key FILE, the PEM file that came with the user, or --data DIR, a data folder of push-harness serve, which keeps those of admin and pivotal in keys/.`,
  );
}
