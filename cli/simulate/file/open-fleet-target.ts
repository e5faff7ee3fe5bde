import { resolve } from 'node:path';
import { isPem } from '../../../protocol/signing/pem.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import type { FleetTarget } from '../../../simulator/fleet-file/fleet-file.ts';
import { readServerCounts, type ServerCounts } from '../../../simulator/run/server-counts.ts';
import {
  type Asking,
  type ConnectionOptions,
  connectionFrom,
  type RestConnection,
} from '../../connection/rest-connection.ts';
import { startSelfServer } from './self-server.ts';

/** The server that a fleet is for, and what can be done with it. */
export interface OpenFleetTarget {
  readonly connection: Omit<RestConnection, 'privateKey' | 'keyFile'> & {
    readonly privateKey: RestConnection['privateKey'] | string;
  };
  /** As reports give it. */
  readonly about: string;
  /** The nodes' clients are to be deleted: the server outlives the run. */
  readonly staysBehind: boolean;
  /** Of a server of our own. */
  pid(): number | undefined;
  rssMb(): number | undefined;
  errors(): number | undefined;
  /** What its metrics say now; undefined where it cannot be asked, or is not ours. */
  counts(): Promise<ServerCounts | undefined>;
  readonly restart: ((downMs: number) => Promise<void>) | undefined;
  close(): Promise<void>;
}

/**
 * Starts a server of our own, or completes the file's target from the command line; `--server` wins over the file.
 * Throws `UsageError`, `CheckFailed`.
 */
export async function openFleetTarget(
  target: FleetTarget,
  options: ConnectionOptions,
  folders: { readonly ofFile: string; readonly ofCommand: Asking },
): Promise<OpenFleetTarget> {
  if (target.kind === 'self' && options.server === undefined) {
    const server = await startSelfServer(target.settings, systemClock);
    const { url, org, user, privateKey } = server;
    return {
      connection: { serverUrl: url, org, user, privateKey, maxAnswerBytes: options.maxAnswer },
      about: 'self',
      staysBehind: false,
      pid: () => server.pid(),
      rssMb: () => server.rssMb(),
      errors: () => server.errors(),
      counts: () => countsOf(url),
      restart: (downMs) => server.restart(downMs),
      close: () => server.stop(),
    };
  }
  const connection = await connectionFrom(
    target.kind === 'self' ? options : completed(target, options, folders.ofFile),
    folders.ofCommand,
  );
  return {
    connection,
    about: `${connection.serverUrl}, organisation ${connection.org}`,
    staysBehind: true,
    pid: () => undefined,
    rssMb: () => undefined,
    errors: () => undefined,
    counts: () => Promise.resolve(undefined),
    restart: undefined,
    close: () => Promise.resolve(),
  };
}

const ANSWERS_WITHIN_MS = 5_000;

async function countsOf(url: string): Promise<ServerCounts | undefined> {
  try {
    const answer = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return answer.ok ? readServerCounts(await answer.text()) : undefined;
  } catch {
    return undefined; // it is being started again, or is busy: the next look says what it counted
  }
}

function completed(
  { url, org, user, key, ca, insecure }: Extract<FleetTarget, { kind: 'server' }>,
  options: ConnectionOptions,
  folder: string,
): ConnectionOptions {
  const here = (name: string | undefined) =>
    name === undefined || isPem(name) ? name : resolve(folder, name);
  return {
    ...options,
    server: options.server ?? url,
    org: options.org ?? org,
    user: options.user ?? user,
    key: options.key ?? here(key),
    ca: options.ca ?? here(ca),
    insecure: options.insecure || (insecure ?? false),
  };
}
