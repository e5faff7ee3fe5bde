import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanUp } from '../../conformance/run/clean-up.ts';
import {
  associateUser,
  createClient,
  createGroup,
  createOrganisation,
  createUser,
  saveGroup,
} from '../../protocol/client/api.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { startReferenceServer } from '../../server/server.ts';
import { serverState } from '../testing/server-state.ts';
import { startTestProxy } from '../testing/test-proxy.ts';

const RUN = 'r1c4f0';

test('all that has the id of the run goes, and a part that cannot go is told and keeps nothing else', async () => {
  const server = await startReferenceServer({ host: '127.0.0.1', org: 'dev' });
  let isOpen = true;
  const proxy = await startTestProxy(server.url, {
    answer: ({ method, url = '' }) =>
      isOpen || method !== 'DELETE' || !url.includes('web1')
        ? undefined
        : { status: 500, type: 'text/html', text: '<html><title>Oops</title></html>' },
  });
  const { admin: adminKey, pivotal } = server.bootstrapKeys;
  const of = (user: string, privateKey: string) =>
    new RestClient({ serverUrl: proxy.url, org: 'dev', user, privateKey });
  const [admin, superuser] = [of('admin', adminKey), of('pivotal', pivotal)];
  try {
    const before = await serverState(superuser);
    const { publicKey } = newKeyPair();
    const name = (label: string) => `${label}-${RUN}-0-1`;
    for (const label of ['rebecca', 'shrek']) await createUser(superuser, { name: name(label), publicKey });
    await associateUser(superuser, name('rebecca'));
    for (const label of ['web1', 'web2']) await createClient(admin, { name: name(label), publicKey });
    await createGroup(admin, name('inner'));
    await saveGroup(admin, 'admins', {
      users: ['admin', name('rebecca')],
      clients: [name('web2')],
      groups: [name('inner')],
    });
    await createOrganisation(superuser, name('org'));

    isOpen = false;
    assert.deepEqual(await cleanUp(admin, superuser, RUN), [
      `client ${name('web1')} (DELETE /organizations/dev/clients/${name('web1')} was refused with 500: an HTML page, "Oops")`,
    ]);
    isOpen = true;
    assert.deepEqual(await cleanUp(admin, superuser, RUN), []);
    assert.deepEqual(await serverState(superuser), before);

    await proxy.close();
    const left = await cleanUp(admin, superuser, RUN);
    assert.equal(left.length, 1, 'a server that is gone is told once');
    assert.match(left[0] ?? '', /^cannot reach http/);
  } finally {
    await Promise.all([admin.close(), superuser.close()]);
    await proxy.close();
    await server.stop();
  }
});
