import type { NodeBehaviour } from '../simulator/behaviours/node-behaviour.ts';
import { startVirtualFleet } from '../simulator/fleet/fleet.ts';
import type { VirtualFleetOptions } from '../simulator/fleet/fleet-options.ts';
import { type FleetFault, nodeFaults } from './fleet-faults.ts';
import { type FleetNode, fleetNode } from './fleet-node.ts';
import { FleetOfServer } from './fleet-of-server.ts';
import type { Patience } from './gave-up.ts';
import type { HarnessServer } from './harness-server.ts';

/** Which nodes, and how they behave. */
export interface FleetOptions
  extends Patience,
    Pick<VirtualFleetOptions, 'prefix' | 'seed' | 'whitelist' | 'exec' | 'maxBodyBytes' | 'journal'> {
  /** So many with drawn names, or these; none where it is left out. */
  readonly nodes?: number | readonly (string | FleetNode)[];
  /** Of nodes that say none of their own. */
  readonly behaviours?: readonly NodeBehaviour[];
  /** What may happen to the network of its nodes, by names of yours; `beginFault` begins it, `endFault` ends it. */
  readonly faults?: Readonly<Record<string, FleetFault>>;
  /** False resolves when the nodes are started: for those that will never be available. */
  readonly untilAvailable?: boolean;
}

/**
 * Starts virtual nodes at a server and waits until it has them available. They are closed with the server, or before:
 * with `await using`, or by `close()`.
 *
 * @throws GaveUp, UnknownBehaviour, RootRefused, RequestRefused, ServerUnreachable
 */
export async function startFleet(server: HarnessServer, options: FleetOptions = {}): Promise<FleetOfServer> {
  const { nodes = [], faults = {}, untilAvailable = true, withinMs, ...rest } = options;
  const virtual = await startVirtualFleet({
    ...rest,
    faults: nodeFaults(faults),
    serverUrl: server.url,
    ca: server.certificate,
    org: server.org,
    user: server.admin.name,
    privateKey: server.admin.privateKey,
    keyPool: server.nodeKeys,
    nodes: typeof nodes === 'number' ? nodes : nodes.map(fleetNode),
  });
  const fleet = new FleetOfServer(server, virtual, Object.keys(faults));
  try {
    server.attach(fleet);
    if (untilAvailable) await fleet.untilAvailable({ ...(withinMs !== undefined && { withinMs }) });
  } catch (error) {
    await fleet.close();
    throw error;
  }
  return fleet;
}
