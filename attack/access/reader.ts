import { configured } from '../../bench/lean-nodes/enrol.ts';
import type { Trial } from '../attack.ts';
import { Serve } from '../processes/serve.ts';
import { NodeConnection } from '../raw/node-connection.ts';
import { asAdmin, honestNode, makeClient, messageTypesOf, newKey, secretJob } from './honest-node.ts';

const NODE = 'victim';

export const readerBecomesNodeTrial: Trial = {
  kind: 'trial',
  name: 'access/reader',
  about:
    'a user who may read fetches the configuration of a node, and connects as the node with what it says',
  async run() {
    const serve = await Serve.start();
    try {
      const key = newKey();
      const looked = await asAdmin(serve.target, async (admin, adminKey) => {
        await makeClient(admin, NODE, key);
        return await configured(admin, adminKey, NODE);
      });
      const thief = new NodeConnection(looked);
      thief.listen();
      thief.mutter({ type: 'heartbeat', jobState: 'idle' });
      const node = await honestNode(serve.target, NODE, key);
      await secretJob(serve.target, NODE);
      thief.mutter({ type: 'heartbeat', jobState: 'idle' });
      await secretJob(serve.target, NODE);
      const faults = [
        ...(thief.isLetIn ? ['the key of the connection was admitted'] : []),
        ...messageTypesOf(thief.heard),
      ];
      thief.close();
      await node.stop();
      return { figure: 'two jobs ran on the node meanwhile', faults };
    } finally {
      await serve.stop();
    }
  },
};
