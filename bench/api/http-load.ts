import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { HttpLoadCommands } from './http-load-child.ts';

export type HttpLoad = Child<HttpLoadCommands>;

/** A process that asks. */
export function startHttpLoad(children: Children): HttpLoad {
  return children.start<HttpLoadCommands>(new URL('./http-load-child.ts', import.meta.url));
}
