import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { LeanNodesCommands } from './lean-nodes-child.ts';

export type LeanNodes = Child<LeanNodesCommands>;

/** A process for so many lean nodes, ready to join. */
export async function startLeanNodes(children: Children, count: number): Promise<LeanNodes> {
  const nodes = children.start<LeanNodesCommands>(new URL('./lean-nodes-child.ts', import.meta.url));
  await nodes.ask('prepare', { maxSockets: count + 16 });
  return nodes;
}
