import { RestClient } from '../../protocol/client/rest-client.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import { Fleet } from '../../simulator/fleet/fleet.ts';
import { DEFAULT_USER } from '../options/connection.ts';

/** A server, nodes that run real commands, and a client of the admin. */
export interface World {
  readonly server: RunningServer;
  readonly fleet: Fleet;
  readonly client: RestClient;
}

const ORG = 'demo';

/** The nodes' names are the same each time. */
const SEED = 'demo';

/** Drawing RSA keys is most of the work. */
const KEY_POOL = 2;

/** Quick enough to be worth watching. */
const TIMINGS = { heartbeatIntervalMs: 200 };

/** Between two looks at which nodes the server has. */
const LOOK_INTERVAL_MS = 10;

/** Gives `use` a server with its data in `folder` and a fleet at it, and stops both afterwards. */
export async function withWorld<T>(
  folder: string,
  clock: Clock,
  use: (world: World) => Promise<T>,
): Promise<T> {
  const server = await startReferenceServer({
    port: 0,
    heartbeatPort: 0,
    commandPort: 0,
    data: folder,
    org: ORG,
    timings: TIMINGS,
  });
  try {
    const privateKey = server.bootstrapKeys.admin;
    const identity = { serverUrl: server.url, org: ORG, user: DEFAULT_USER, privateKey };
    const client = new RestClient(identity);
    // only the demo's own command is ever run, so that root does no harm
    const exec = { allowRoot: true, fileDirectory: folder };
    const fleet = new Fleet({
      ...identity,
      seed: SEED,
      keyPool: KEY_POOL,
      behaviours: ['exec'],
      exec,
      clock,
    });
    try {
      return await use({ server, fleet, client });
    } finally {
      await fleet.stop();
      await client.close();
    }
  } finally {
    await server.stop();
  }
}

/** Resolves when the server has so many available nodes, or when the signal comes. */
export function untilAvailable(
  { server }: World,
  count: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const available = server.nodes.heartbeating(ORG).filter((node) => node.available).length;
      if (available >= count || signal.aborted) resolve();
      else clock.after(LOOK_INTERVAL_MS, look);
    };
    look();
  });
}
