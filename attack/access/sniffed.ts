import { request } from 'node:http';
import { configured } from '../../bench/lean-nodes/enrol.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import type { AttackTarget, Trial } from '../attack.ts';
import { Serve } from '../processes/serve.ts';
import { NodeConnection } from '../raw/node-connection.ts';
import { asAdmin, honestNode, makeClient, newKey, secretJob } from './honest-node.ts';

const NODE = 'victim';

/** Sends headers that were seen on the way, with another key in the query. */
function replay(
  target: AttackTarget,
  headers: Readonly<Record<string, string>>,
  ccpk: string,
): Promise<number> {
  const path = `/organizations/${target.org}/pushy/config/${NODE}?ccpk=${encodeURIComponent(ccpk)}`;
  return new Promise((resolve, reject) => {
    request(new URL(path, target.url), { headers, agent: false }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

export const sniffedRequest: Trial = {
  kind: 'trial',
  name: 'access/sniffed-request',
  about: 'somebody who has seen a request for a configuration sends it again with a key of their own',
  async run() {
    const serve = await Serve.start();
    const { target } = serve;
    try {
      const key = newKey();
      const [own, foreign] = [newCurveKeyPair(), newCurveKeyPair()];
      const enrolment = await asAdmin(target, async (admin) => {
        await makeClient(admin, NODE, key);
        return await configured(admin.as({ user: NODE, privateKey: key }), key, NODE);
      });
      const headers = signRequest({
        method: 'GET',
        path: `/organizations/${target.org}/pushy/config/${NODE}`,
        body: '',
        userId: NODE,
        timestampMs: Date.now(),
        version: '1.3',
        privateKey: key,
      });
      const statuses = [
        await replay(target, headers, own.publicKey),
        await replay(target, headers, foreign.publicKey),
      ];
      const thief = new NodeConnection({ ...enrolment, curveKeys: foreign });
      const node = await honestNode(target, NODE, key);
      await secretJob(target, NODE);
      const faults = thief.isLetIn ? ['the key of the second request was admitted'] : [];
      thief.close();
      await node.stop();
      return { figure: `the request and its repeat were answered ${statuses.join(' and ')}`, faults };
    } finally {
      await serve.stop();
    }
  },
};
