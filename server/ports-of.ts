import type { RunningServer } from './running-server.ts';
import type { ReferenceServerOptions } from './server-options.ts';

type Addresses = Pick<RunningServer, 'url' | 'heartbeatAddress' | 'commandAddress' | 'unencrypted'>;
type Ports = Required<Pick<ReferenceServerOptions, 'port' | 'heartbeatPort' | 'commandPort'>> &
  Pick<ReferenceServerOptions, 'unencryptedHeartbeatPort' | 'unencryptedCommandPort'>;

/** The ports that a server has taken, as options that take them again. */
export function portsOf(addresses: Addresses): Ports {
  const { unencrypted } = addresses;
  return {
    port: portOf(addresses.url),
    heartbeatPort: portOf(addresses.heartbeatAddress),
    commandPort: portOf(addresses.commandAddress),
    ...(unencrypted !== undefined && {
      unencryptedHeartbeatPort: portOf(unencrypted.heartbeatAddress),
      unencryptedCommandPort: portOf(unencrypted.commandAddress),
    }),
  };
}

function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  // a URL leaves out the usual one
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
