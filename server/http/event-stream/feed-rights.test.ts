import assert from 'node:assert/strict';
import test from 'node:test';
import type { AccessResult } from '../../access/result.ts';
import { type HttpFixture, httpFixture, PUSHY } from '../testing/http-fixture.ts';
import { KEY, OTHER_KEY } from '../testing/keys.ts';

const ORG_FEED = `${PUSHY}/jobs_status_feed`;
const READERS = 'pushy_job_readers';
const NOBODY = { users: [], clients: [], groups: [] };

type Access = HttpFixture['access'];
type Change = (access: Access) => Promise<AccessResult<unknown>>;

/** `jane` is a user of `dev` and `ops`, and the client `web1` is of `dev`. */
async function world(t: Parameters<typeof httpFixture>[0]): Promise<HttpFixture> {
  const fixture = await httpFixture(t);
  const { access } = fixture;
  await access.users.create({ name: 'jane', publicKey: KEY.publicKey });
  for (const org of ['dev', 'ops']) await access.users.associate(org, 'jane');
  return fixture;
}

/** `jane`, `admin` and the client `web1` are in the group of readers, `jane` through another one. */
async function groupsIn(access: Access): Promise<void> {
  for (const name of [READERS, 'inner']) await access.groups.create('dev', name);
  await access.groups.put('dev', 'inner', { ...NOBODY, users: ['jane'] });
  await access.groups.put('dev', READERS, { users: ['admin'], clients: ['web1'], groups: ['inner'] });
}

async function made(access: Access, change: Change): Promise<void> {
  const result = await change(access);
  assert.ok(result.ok, JSON.stringify(result));
}

const ENDING: readonly { readonly what: string; readonly who: 'jane' | 'web1'; readonly change: Change }[] = [
  { what: 'leaves the organisation', who: 'jane', change: ({ users }) => users.dissociate('dev', 'jane') },
  { what: 'is deleted', who: 'jane', change: ({ users }) => users.delete('jane') },
  {
    what: 'loses the group of readers',
    who: 'jane',
    change: ({ groups }) => groups.put('dev', READERS, { ...NOBODY, users: ['admin'] }),
  },
  { what: 'loses a group in it', who: 'jane', change: ({ groups }) => groups.put('dev', 'inner', NOBODY) },
  {
    what: 'loses a group in it that is deleted',
    who: 'jane',
    change: ({ groups }) => groups.delete('dev', 'inner'),
  },
  { what: 'is deleted', who: 'web1', change: ({ clients }) => clients.delete('dev', 'web1') },
  {
    what: 'is given another key',
    who: 'web1',
    change: ({ clients }) => clients.rotateKey('dev', 'web1', OTHER_KEY.publicKey),
  },
  {
    what: 'loses the group of readers',
    who: 'web1',
    change: ({ groups }) => groups.put('dev', READERS, { ...NOBODY, users: ['admin'], groups: ['inner'] }),
  },
];

for (const { what, who, change } of ENDING) {
  test(`the feeds of ${who} who ${what} end before the change is answered, and nobody else's`, async (t) => {
    const { ask, access, startJob, say, settled, untilReaders, metrics } = await world(t);
    await groupsIn(access);
    const job = await startJob({ command: 'uptime', nodes: ['web1'] });
    const reading = [ORG_FEED, `${ORG_FEED}/${job}`].map((path) => ask('GET', path, { as: who }));
    const other = ask('GET', `${ORG_FEED}/${job}`);
    await untilReaders(3);
    await made(access, change);
    say(job, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
    await settled();
    for (const { statusCode, body } of await Promise.all(reading)) {
      assert.equal(statusCode, 200);
      assert.doesNotMatch(body, /quorum_vote|job_complete/);
    }
    assert.match((await other).body, /job_complete/);
    assert.equal(metrics.counters().feeds_ended, 2);
  });
}

const LASTING: readonly { readonly what: string; readonly change: Change }[] = [
  { what: 'leaves another organisation', change: ({ users }) => users.dissociate('ops', 'jane') },
  {
    what: 'stays in the group of readers',
    change: ({ groups }) => groups.put('dev', READERS, { ...NOBODY, users: ['jane'] }),
  },
  { what: 'sees the group of readers go', change: ({ groups }) => groups.delete('dev', READERS) },
  { what: 'sees a client go', change: ({ clients }) => clients.delete('dev', 'web1') },
];

for (const { what, change } of LASTING) {
  test(`the feed of a reader who ${what} goes on`, async (t) => {
    const { ask, access, jobs, untilReaders, metrics } = await world(t);
    await groupsIn(access);
    const reading = ask('GET', ORG_FEED, { as: 'jane' });
    await untilReaders(1);
    await made(access, change);
    await untilReaders(1);
    assert.equal(metrics.counters().feeds_ended, undefined);
    await jobs.stop();
    assert.equal((await reading).statusCode, 200);
  });
}

test('a group of readers that is made ends the feeds of all who are not in it', async (t) => {
  const { ask, access, untilReaders, metrics } = await world(t);
  const reading = ['jane', 'admin', 'web1'].map((as) => ask('GET', ORG_FEED, { as }));
  await untilReaders(3);
  await made(access, ({ groups }) => groups.create('dev', READERS));
  await Promise.all(reading);
  assert.equal(metrics.counters().feeds_ended, 3);
});

test('an organisation that is deleted ends its feeds', async (t) => {
  const { ask, access, untilReaders } = await world(t);
  const reading = ask('GET', ORG_FEED, { as: 'jane' });
  await untilReaders(1);
  await made(access, ({ organisations }) => organisations.delete('dev'));
  assert.equal((await reading).statusCode, 200);
});

test('where it cannot be found out whether a reader may read, his feed goes on', async (t) => {
  const { ask, access, jobs, logged, untilReaders } = await world(t);
  const reading = ask('GET', ORG_FEED, { as: 'jane' });
  await untilReaders(1);
  const { mayRead } = access;
  Object.assign(access, { mayRead: () => Promise.reject(new Error('no answer')) });
  await made(access, ({ groups }) => groups.create('dev', 'ponies'));
  Object.assign(access, { mayRead });
  await untilReaders(1);
  assert.match(logged.join(''), /not known whether a reader of a feed may read/);
  await jobs.stop();
  await reading;
});

for (const path of [ORG_FEED, `${ORG_FEED}/${'0'.repeat(32)}`]) {
  test(`a reader who loses his right while he is answered gets no feed: ${path}`, async (t) => {
    const { ask, access } = await world(t);
    const { mayRead } = access;
    let times = 0;
    Object.assign(access, {
      mayRead: async (...asked: Parameters<typeof mayRead>) => {
        const may = await mayRead(...asked);
        times += 1;
        if (times === 1) await access.users.dissociate('dev', 'jane');
        return may;
      },
    });
    const response = await ask('GET', path, { as: 'jane' });
    assert.deepEqual([response.statusCode, times], [403, 2]);
  });
}
