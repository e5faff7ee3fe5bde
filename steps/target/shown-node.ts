import assert from 'node:assert/strict';
import type { Reply } from '../../protocol/client/reply.ts';
import type { DialectName } from './target.ts';

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
    assert.deepEqual(Object.keys(body), ['node_name', 'status', 'updated_at']);
    return { name: body.node_name, status: body.status === 'up' ? 'up' : 'down' };
  }
  assert.deepEqual(Object.keys(body), ['node_name', 'status', 'availability']);
  return { name: body.node_name, status: body.status === 'online' ? 'up' : 'down' };
}

/** How a node that the server has never seen is shown. */
export function neverSeenAs(dialect: DialectName): ShownNode['status'] {
  return dialect === 'documented' ? 'never seen' : 'down';
}
