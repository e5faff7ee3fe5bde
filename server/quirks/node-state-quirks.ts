import type { Dialect, NodeView } from '../dialects/dialect.ts';
import { refusal } from '../http/errors.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** A node as it is at this moment. */
export type LookAtNode = (org: string, node: string) => Promise<NodeView>;

/** Where quirks bend how nodes are shown. Source: protocol §10. */
export interface NodeStatePolicies {
  readonly listed: Dialect['nodeStates'];
  readonly look: LookAtNode;
}

/** How a server with these quirks shows nodes. */
export function nodeStatePolicies(
  quirks: ServerQuirks,
  dialect: Pick<Dialect, 'nodeStates'>,
  look: LookAtNode,
): NodeStatePolicies {
  return {
    listed: quirks.has('availability-undefined')
      ? (nodes) => undefinedUntilAvailable(dialect, nodes)
      : dialect.nodeStates,
    look: quirks.has('vanishing-node-500') ? failingOnce(look) : look,
  };
}

function undefinedUntilAvailable(
  dialect: Pick<Dialect, 'nodeStates'>,
  nodes: readonly NodeView[],
): ReturnType<Dialect['nodeStates']> {
  const isNew = new Set(nodes.filter((node) => node.isNew).map(({ name }) => name));
  return dialect
    .nodeStates(nodes)
    .map((body) => (isNew.has(String(body.node_name)) ? { ...body, availability: 'undefined' } : body));
}

/** A race that is always lost: whoever saw a node up, and looks again when it has vanished, meets the moment of it. */
function failingOnce(look: LookAtNode): LookAtNode {
  const seenUp = new Set<string>();
  return async (org, name) => {
    const node = await look(org, name);
    const key = `${org}/${name}`;
    if (node.heartbeating) seenUp.add(key);
    else if (seenUp.delete(key)) throw refusal('internal_error');
    return node;
  };
}
