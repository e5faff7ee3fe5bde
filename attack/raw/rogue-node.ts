import { createPrivateKey } from 'node:crypto';
import { enrol } from '../../bench/lean-nodes/enrol.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { AttackTarget } from '../attack.ts';
import { NodeConnection } from './node-connection.ts';

/** Gives work a node that is let in and comes out of rehab as it should; from then on it reads nothing more. */
export async function withRogue<T>(
  target: AttackTarget,
  name: string,
  work: (node: NodeConnection) => Promise<T>,
): Promise<T> {
  const node = await join(target, name);
  try {
    return await work(node);
  } finally {
    node.close();
  }
}

async function join(target: AttackTarget, name: string): Promise<NodeConnection> {
  const { url: serverUrl, org, user, privateKey } = target;
  const admin = new RestClient({ serverUrl, org, user, privateKey });
  try {
    const node = new NodeConnection(await enrol(admin, createPrivateKey(privateKey), name), 1);
    await node.say({ type: 'heartbeat', jobState: 'idle' });
    await node.receive();
    await node.say({ type: 'aborted' });
    return node;
  } finally {
    await admin.close();
  }
}
