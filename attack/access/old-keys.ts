import { configured, type Enrolment } from '../../bench/lean-nodes/enrol.ts';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import { deleteClient } from '../../protocol/client/api.ts';
import type { AttackTarget, Trial } from '../attack.ts';
import { Serve } from '../processes/serve.ts';
import { NodeConnection } from '../raw/node-connection.ts';
import { asAdmin, honestNode, makeClient, messageTypesOf, newKey, secretJob } from './honest-node.ts';

const NODE = 'victim';

/** Says that it is the node, while a job with a secret runs on the node itself; what it was told. */
async function tryKeys(
  target: AttackTarget,
  keys: Enrolment,
  honest: () => Promise<void>,
): Promise<readonly string[]> {
  const thief = new NodeConnection({ ...keys, to: { ...keys.to, address: target.command } });
  thief.listen();
  try {
    thief.mutter({ type: 'heartbeat', jobState: 'idle' });
    await honest();
    thief.mutter({ type: 'heartbeat', jobState: 'idle' });
    await honest();
    return [...(thief.isLetIn ? ['its key was admitted'] : []), ...messageTypesOf(thief.heard)];
  } finally {
    thief.close();
  }
}

export const oldKeys: Trial = {
  kind: 'trial',
  name: 'access/old-keys',
  about:
    'somebody with the keys of a node stays it, or comes back, after its client was deleted and made anew, over a restart too',
  async run() {
    const data = newTempFolder();
    const [oldKey, newOne] = [newKey(), newKey()];
    const faults: string[] = [];
    let serve = await Serve.start({ data });
    try {
      const { keys, open } = await asAdmin(serve.target, async (admin) => {
        await makeClient(admin, NODE, oldKey);
        const enrolment = await configured(admin.as({ user: NODE, privateKey: oldKey }), oldKey, NODE);
        const connection = new NodeConnection(enrolment);
        await connection.say({ type: 'heartbeat', jobState: 'idle' });
        await connection.receive();
        await connection.say({ type: 'aborted' });
        await deleteClient(admin, NODE);
        await makeClient(admin, NODE, newOne);
        return { keys: enrolment, open: connection };
      });
      open.listen();
      const node = await honestNode(serve.target, NODE, newOne);
      const job = () => secretJob(serve.target, NODE);
      open.mutter({ type: 'heartbeat', jobState: 'idle' });
      await job();
      faults.push(
        ...messageTypesOf(open.heard.filter(isSecret)).map(
          (fault) => `the connection that was open: ${fault}`,
        ),
      );
      open.close();
      faults.push(...(await tryKeys(serve.target, keys, job)).map((fault) => `a new connection: ${fault}`));
      await node.stop();

      await serve.stop();
      serve = await Serve.start({ data });
      const again = await honestNode(serve.target, NODE, newOne);
      faults.push(...(await tryKeys(serve.target, keys, job)).map((fault) => `after a restart: ${fault}`));
      await again.stop();
    } finally {
      await serve.stop();
      removeTempFolder(data);
    }
    return { figure: 'an open connection, a new one, and one after a restart', faults };
  },
};

/** An abort tells nobody anything. */
function isSecret(text: string): boolean {
  return !text.includes('"abort"');
}
