import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { BareDealersCommands } from './bare-dealers-child.ts';
import type { BareRouterCommands } from './bare-router-child.ts';

/** A bare ROUTER in a process of its own. */
export function startBareRouter(children: Children): Child<BareRouterCommands> {
  return children.start<BareRouterCommands>(new URL('./bare-router-child.ts', import.meta.url));
}

/** Bare DEALERs in a process of their own, ready to connect. */
export async function startBareDealers(
  children: Children,
  count: number,
): Promise<Child<BareDealersCommands>> {
  const dealers = children.start<BareDealersCommands>(new URL('./bare-dealers-child.ts', import.meta.url));
  await dealers.ask('prepare', { maxSockets: count + 16 });
  return dealers;
}
