import type { Clock } from '../../protocol/time/clock.ts';
import type { FetchConfig } from '../node/config.ts';
import { reachableAddress } from '../node/reachable-address.ts';

/** What was found holds this long: a whole fleet asks at once, and a name may lead elsewhere one day. */
const HOLDS_MS = 30_000;

/** Has nodes connect to where the names in their configs lead, IPv6 included. Each name is looked up once for all nodes. */
export function reachByName(
  fetch: FetchConfig,
  clock: Pick<Clock, 'monotonic'>,
  find: (address: string) => Promise<string> = reachableAddress,
): FetchConfig {
  const found = new Map<string, { readonly address: Promise<string>; readonly untilMs: number }>();
  const reachable = (given: string): Promise<string> => {
    const known = found.get(given);
    if (known !== undefined && clock.monotonic() < known.untilMs) return known.address;
    const address = find(given);
    found.set(given, { address, untilMs: clock.monotonic() + HOLDS_MS });
    return address;
  };
  return async (asker) => {
    const config = await fetch(asker);
    const [commandAddress, heartbeatAddress] = await Promise.all([
      reachable(config.commandAddress),
      reachable(config.heartbeatAddress),
    ]);
    return { ...config, commandAddress, heartbeatAddress };
  };
}
