import type { RunningServer } from './running-server.ts';
import type { ReferenceServerOptions } from './server-options.ts';

type Addresses = Pick<RunningServer, 'url' | 'heartbeatAddress' | 'commandAddress'>;

/** The three ports that a server has taken, as options that take them again. */
export function portsOf(
  addresses: Addresses,
): Required<Pick<ReferenceServerOptions, 'port' | 'heartbeatPort' | 'commandPort'>> {
  return {
    port: portOf(addresses.url),
    heartbeatPort: portOf(addresses.heartbeatAddress),
    commandPort: portOf(addresses.commandAddress),
  };
}

function portOf(address: string): number {
  return Number(new URL(address).port);
}
