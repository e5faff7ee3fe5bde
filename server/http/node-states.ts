import type { NodeView } from '../dialects/dialect.ts';
import type { NodeAvailability } from '../node/nodes.ts';
import { nodeStatePolicies } from '../quirks/node-state-quirks.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf } from './params.ts';
import { jsonBytes, sendJson, sendJsonBytes } from './reply.ts';
import { GET_CONNECT, GET_NODE_STATE, GET_NODE_STATES } from './schemas/node-states.ts';
import type { TypedRoutes } from './schemas/schema-types.ts';
import { SharedMakings } from './shared-making.ts';

type Seen = Pick<HttpDeps, 'nodes' | 'store' | 'clock'>;

/** `node_states`, `node_states/NODE` and, where it is offered, `connect/NODE`. Source: seeds, node_states; protocol §2. */
export function nodeStateRoutes(deps: HttpDeps, guard: GuardMaker): TypedRoutes {
  const { dialect, quirks } = deps;
  const { listed, look } = nodeStatePolicies(quirks, dialect, (org, node) => view(deps, org, node));
  const lists = new SharedMakings<Buffer>();
  return async (app) => {
    const rules = guard({ mayAsk: mayRead });
    app.get('/node_states', { ...rules, schema: GET_NODE_STATES }, async (request, reply) => {
      const org = orgOf(request);
      const list = async () => jsonBytes(listed(await viewAll(deps, org)));
      return sendJsonBytes(reply, 200, await lists.get(org, list));
    });

    const oneNode = {
      '/node_states/:node': GET_NODE_STATE,
      ...(dialect.offersConnect && { '/connect/:node': GET_CONNECT }),
    };
    for (const [path, schema] of Object.entries(oneNode)) {
      app.get(path, { ...rules, schema }, async (request, reply) => {
        const { org, node } = request.params;
        const body = dialect.nodeState(await look(org, node));
        if (body === undefined) throw refusal('unknown_node', node);
        return sendJson(reply, 200, body);
      });
    }
  };
}

async function view({ nodes, store, clock }: Seen, org: string, name: string): Promise<NodeView> {
  const stored = await store.nodes.get(org, name);
  const live = nodes.state(org, name);
  // a node that appeared while the store was read is not in its answer
  const changedAtMs = stored?.updatedAtMs ?? (live && clock.now());
  return { name, ...liveView(live), changedAtMs };
}

/** Every node ever seen, sorted by name. */
async function viewAll({ nodes, store }: Seen, org: string): Promise<readonly NodeView[]> {
  const stored = await store.nodes.list(org);
  return stored.map(({ name, updatedAtMs }) => {
    return { name, ...liveView(nodes.state(org, name)), changedAtMs: updatedAtMs };
  });
}

function liveView(live: NodeAvailability | undefined): Omit<NodeView, 'name' | 'changedAtMs'> {
  return {
    heartbeating: live !== undefined,
    available: live?.available ?? false,
    isNew: live?.isNew ?? false,
  };
}
