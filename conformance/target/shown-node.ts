import assert from 'node:assert/strict';
import type { Reply } from '../../protocol/client/reply.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';

/** A node as an answer shows it, in words that both dialects share. */
export interface ShownNode {
  readonly name: string | undefined;
  readonly status: 'up' | 'down' | 'never seen';
}

/**
 * Reads the answer of `node_states/NODE`, and holds that it has the dialect's keys and no other. Source: protocol §2.
 * The shipped server shows a node that it has never seen as any other that is offline.
 */
export function shownNode(dialect: DialectName, reply: Reply): ShownNode {
  if (dialect === 'documented' && reply.status === 404) {
    const name = decodeURIComponent(reply.asked.split('/').at(-1) ?? '');
    return { name, status: 'never seen' };
  }
  assert.equal(reply.status, 200, reply.text);
  const body = reply.json() as Record<string, string>;
  if (dialect === 'documented') {
    assert.deepEqual(Object.keys(body).toSorted(), ['node_name', 'status', 'updated_at']);
    return { name: body.node_name, status: body.status === 'up' ? 'up' : 'down' };
  }
  assert.deepEqual(Object.keys(body).toSorted(), ['availability', 'node_name', 'status']);
  return { name: body.node_name, status: body.status === 'online' ? 'up' : 'down' };
}

/** How a node that the server has never seen is shown. */
export function neverSeenAs(dialect: DialectName): ShownNode['status'] {
  return dialect === 'documented' ? 'never seen' : 'down';
}

/** What is true of a node, in no dialect. */
export interface NodeFacts {
  readonly name: string;
  readonly state: 'available' | 'in rehab' | 'down';
  /** When it last came up or went down, as an HTTP date. */
  readonly updatedAt: string;
}

/** The body of `node_states/NODE`. Source: seeds, node_states/NODE_NAME; protocol §2. */
export function nodeBody(dialect: DialectName, { name, state, updatedAt }: NodeFacts): object {
  const isUp = state !== 'down';
  if (dialect === 'documented')
    return { node_name: name, status: isUp ? 'up' : 'down', updated_at: updatedAt };
  return { node_name: name, status: isUp ? 'online' : 'offline', availability: availabilityOf(state) };
}

/** The body of `node_states`: all that were ever seen, or those that heartbeat. Source: seeds, node_states; protocol §2. */
export function nodesBody(dialect: DialectName, nodes: readonly NodeFacts[]): readonly object[] {
  if (dialect === 'documented') return nodes.map((node) => nodeBody(dialect, node));
  return nodes
    .filter(({ state }) => state !== 'down')
    .map(({ name, state }) => ({ node_name: name, availability: availabilityOf(state) }));
}

function availabilityOf(state: NodeFacts['state']): 'available' | 'unavailable' {
  return state === 'available' ? 'available' : 'unavailable';
}
