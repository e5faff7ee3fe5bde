import type { ServerTimings } from '../../server/settings.ts';
import { Child } from '../process/child.ts';
import { newTempFolder, removeTempFolder } from '../process/temp-folder.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { SoakServerCommands } from './server-child.ts';

/** How long votes wait. */
export const VOTING_TIMEOUT_MS = 3_000;

/** The server under soak. */
export interface SoakServer {
  readonly child: Child<SoakServerCommands>;
  readonly access: ServerAccess;
  stop(): Promise<void>;
}

/** Starts the server, its data on disk. @param onCrash told when it ends by itself */
export async function startSoakServer(
  timings: Partial<ServerTimings>,
  onCrash: (error: Error) => void,
): Promise<SoakServer> {
  const data = newTempFolder();
  const file = new URL('./server-child.ts', import.meta.url);
  const child = new Child<SoakServerCommands>(file, { profileFolder: undefined, onCrash });
  const stop = async (): Promise<void> => {
    await child.stop();
    removeTempFolder(data);
  };
  try {
    const access = await child.ask('start', { data, timings });
    return { child, access, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All that lasts is short, so that a soak of a minute sees the end of it. */
export function soakTimings(heartbeatIntervalMs: number): Partial<ServerTimings> {
  return {
    heartbeatIntervalMs,
    votingTimeoutMs: VOTING_TIMEOUT_MS,
    waitCompleteMs: 2_000,
    orgFeedExpirationMs: 10_000,
    configLifetimeSeconds: 60,
    keepAliveMs: 5_000,
  };
}
