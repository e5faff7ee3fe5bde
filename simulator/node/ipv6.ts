/**
 * Whether a ZeroMQ address is of IPv6, `tcp://[::1]:10000`: a socket that may connect to it looks up names as IPv6 first,
 * so that it is set for no other.
 */
export function isIpv6(address: string): boolean {
  return address.includes('[');
}
