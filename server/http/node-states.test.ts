import assert from 'node:assert/strict';
import test from 'node:test';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const SEEN_AT = Date.UTC(2012, 8, 4, 23, 17, 56);
const UPDATED_AT = 'Tue, 04 Sep 2012 23:17:56 GMT';

/** DONKEY is available, FARQUAD in rehab, FIONA down. */
async function fixtureWithNodes(
  t: Parameters<typeof httpFixture>[0],
  dialect: DialectName,
): Promise<HttpFixture> {
  const fixture = await httpFixture(t, { dialect });
  const { store, nodes } = fixture;
  store.nodes.saveStatus('dev', 'FARQUAD', 'up', SEEN_AT);
  store.nodes.saveStatus('dev', 'DONKEY', 'up', SEEN_AT);
  store.nodes.saveStatus('dev', 'FIONA', 'down', SEEN_AT);
  nodes.heartbeating
    .set('DONKEY', { available: true, isNew: false })
    .set('FARQUAD', { available: false, isNew: true });
  return fixture;
}

test('documented: every node ever seen, up or down', async (t) => {
  const { ask } = await fixtureWithNodes(t, 'documented');
  const up = (node_name: string) => ({ node_name, status: 'up', updated_at: UPDATED_AT });
  const fiona = { node_name: 'FIONA', status: 'down', updated_at: UPDATED_AT };
  assert.equal(
    (await ask('GET', `${PUSHY}/node_states`)).body,
    JSON.stringify([up('DONKEY'), up('FARQUAD'), fiona]),
  );
  for (const resource of ['node_states', 'connect']) {
    assert.equal((await ask('GET', `${PUSHY}/${resource}/FIONA`)).body, JSON.stringify(fiona));
    const never = await ask('GET', `${PUSHY}/${resource}/SHREK`);
    assert.deepEqual(
      [never.statusCode, never.json()],
      [404, { error: ["node 'SHREK' has never been seen"] }],
    );
  }
});

test('pushy-server: the nodes heartbeating, and offline for all others', async (t) => {
  const { ask } = await fixtureWithNodes(t, 'pushy-server');
  assert.equal(
    (await ask('GET', `${PUSHY}/node_states`)).body,
    JSON.stringify([
      { node_name: 'DONKEY', availability: 'available' },
      { node_name: 'FARQUAD', availability: 'unavailable' },
    ]),
  );
  const one = async (node: string) => (await ask('GET', `${PUSHY}/node_states/${node}`)).json();
  assert.deepEqual(await one('FARQUAD'), {
    node_name: 'FARQUAD',
    status: 'online',
    availability: 'unavailable',
  });
  assert.deepEqual(await one('SHREK'), {
    node_name: 'SHREK',
    status: 'offline',
    availability: 'unavailable',
  });
  assert.equal((await ask('GET', `${PUSHY}/connect/DONKEY`)).statusCode, 404);
});

test('names in paths are percent-decoded, and may be long', async (t) => {
  const { ask } = await fixtureWithNodes(t, 'pushy-server');
  for (const node of ['web 1', 'a/b', 'Đ🐴', '100%', 'a+b', 'x'.repeat(5_000)]) {
    const response = await ask('GET', `${PUSHY}/node_states/${encodeURIComponent(node)}`);
    assert.equal(response.json().node_name, node);
  }
});
