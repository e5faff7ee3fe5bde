import type { ServerTimings } from '../../server/settings.ts';
import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import { newTempFolder, removeTempFolder } from '../process/temp-folder.ts';
import type { ServerAccess, ServerCommands } from './server-child.ts';

/** Our server in a process of its own, with its data on disk as in real life. */
export interface BenchServer {
  readonly child: Child<ServerCommands>;
  readonly access: ServerAccess;
}

export async function startBenchServer(
  children: Children,
  timings: Partial<ServerTimings> = {},
): Promise<BenchServer> {
  const data = newTempFolder();
  children.add({ close: async () => removeTempFolder(data) });
  const child = children.start<ServerCommands>(new URL('./server-child.ts', import.meta.url));
  return { child, access: await child.ask('start', { data, timings }) };
}

/** Nobody goes down during a benchmark for want of heartbeats, and no heartbeat gets into a measurement. */
export const QUIET: Partial<ServerTimings> = { heartbeatIntervalMs: 300_000 };
