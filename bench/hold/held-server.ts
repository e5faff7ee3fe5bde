import type { ServerTimings } from '../../server/settings.ts';
import { Child } from '../process/child.ts';
import { newTempFolder, removeTempFolder } from '../process/temp-folder.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { HeldServerCommands } from './held-server-child.ts';

/** The server that holds the fleet. */
export interface HeldServer {
  readonly child: Child<HeldServerCommands>;
  readonly access: ServerAccess;
  stop(): Promise<void>;
}

/** Starts the server, its data on disk. @param onCrash told when it ends by itself */
export async function startHeldServer(
  timings: Partial<ServerTimings>,
  onCrash: (error: Error) => void,
): Promise<HeldServer> {
  const data = newTempFolder();
  const file = new URL('./held-server-child.ts', import.meta.url);
  const child = new Child<HeldServerCommands>(file, { profileFolder: undefined, onCrash });
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
