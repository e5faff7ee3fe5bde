import { lookup } from 'node:dns/promises';
import { isIP, connect as open } from 'node:net';

/** An address of a host: 4 or 6 is its family. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** The network, as far as it is asked where a name leads; in tests another one. */
export interface NameNetwork {
  /** Rejects for a name that nobody knows. */
  lookup(host: string): Promise<readonly HostAddress[]>;
  /** Whether somebody listens there. */
  listens(host: string, port: number): Promise<boolean>;
}

const PROBED_WITHIN_MS = 2_000;

const SYSTEM: NameNetwork = {
  lookup: (host) => lookup(host, { all: true }),
  listens: (host, port) =>
    new Promise((resolve) => {
      const socket = open({ host, port, timeout: PROBED_WITHIN_MS });
      const tell = (listens: boolean) => {
        socket.destroy();
        resolve(listens);
      };
      socket.on('connect', () => tell(true));
      socket.on('error', () => tell(false));
      socket.on('timeout', () => tell(false));
    }),
};

/**
 * A ZeroMQ address that can be connected to, for one that names its host. libzmq takes the first IPv4 address of a name, or the first
 * IPv6 one where it is told to, and tries no other: so that a name with IPv6 addresses alone becomes one of them, and a name with
 * both becomes one of IPv6 where nobody listens at an IPv4 one. Any other address stays as it is. Never rejects.
 */
export async function reachableAddress(address: string, network: NameNetwork = SYSTEM): Promise<string> {
  const [, host = '', port = ''] = /^tcp:\/\/([^[\]:/]+):(\d+)$/.exec(address) ?? [];
  if (host === '' || isIP(host) !== 0) return address;
  // a name that nobody knows is left to libzmq, which asks again and again
  const all = await network.lookup(host).catch(() => []);
  const [first, ...others] = all.filter(({ family }) => family === 6).map((each) => each.address);
  if (first === undefined) return address;
  const at = (host6: string) => `tcp://[${host6}]:${port}`;
  const listens = (where: string) => network.listens(where, Number(port));
  const [ofIpv4] = all.filter(({ family }) => family === 4).map((each) => each.address);
  if (ofIpv4 !== undefined && (await listens(ofIpv4))) return address;
  for (const each of [first, ...others]) if (await listens(each)) return at(each);
  return ofIpv4 === undefined ? at(first) : address;
}
