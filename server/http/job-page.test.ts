import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;

test('a page has a part of the list, and says where it goes on', async (t) => {
  for (const dialect of ['documented', 'pushy-server'] as const) {
    const { ask, startJob } = await httpFixture(t, { dialect });
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.push(await startJob({ command: 'x', nodes: ['web1'] }));
    const idsIn = (body: readonly (string | { id: string })[]) =>
      body.map((job) => (typeof job === 'string' ? job : job.id));

    const whole = await ask('GET', JOBS);
    assert.deepEqual([idsIn(whole.json()), whole.headers.link], [made, undefined]);
    for (const order of ['oldest', 'newest']) {
      const pages: string[][] = [];
      let next: string | undefined = `${JOBS}?limit=2&order=${order}`;
      while (next !== undefined) {
        const answer = await ask('GET', next);
        assert.equal(answer.statusCode, 200, answer.body);
        pages.push(idsIn(answer.json()));
        const link = String(answer.headers.link);
        assert.match(link, /^<http:[^>]+[?]limit=2(?:&order=newest)?>; rel="first"/);
        next = /<([^>]+)>; rel="next"/.exec(link)?.[1]?.replace(/^http:[/][/][^/]+/, '');
      }
      const [a, b, c, d, e] = order === 'oldest' ? made : made.toReversed();
      assert.deepEqual(pages, [[a, b], [c, d], [e]]);
    }
  }
});

test('a limit or an order that is none is refused', async (t) => {
  const { ask } = await httpFixture(t);
  for (const limit of ['0', '-1', 'x', '1.5', '10000', ''])
    assert.deepEqual(
      (await ask('GET', `${JOBS}?limit=${limit}`)).json(),
      { error: ['limit must be a whole number from 1 to 1000'] },
      limit,
    );
  const answer = await ask('GET', `${JOBS}?order=size`);
  assert.deepEqual([answer.statusCode, answer.json()], [400, { error: ['order must be oldest or newest'] }]);
});

test('a Host that is none is in no link: it could end the link, and name another', async (t) => {
  const { ask } = await httpFixture(t);
  for (const host of [
    'evil>; rel="next", <http://a',
    'a b',
    'a"b',
    'a\tb',
    'a/b',
    '[::1',
    '',
    'a:99999999',
    'ü',
  ])
    assert.equal(
      (await ask('GET', `${JOBS}?limit=2`, { headers: { host } })).headers.link,
      `<http://localhost${JOBS}?limit=2>; rel="first"`,
      host,
    );
  for (const host of ['push.example.com:10003', '[::1]:10003', '192.0.2.1', "a-b_c.d~e!$&'()*+,;=%41"])
    assert.equal(
      (await ask('GET', `${JOBS}?limit=2`, { headers: { host } })).headers.link,
      `<http://${host}${JOBS}?limit=2>; rel="first"`,
    );
});

test('however many ask for pages, one is made at a time, and once for all who ask for the same', async (t) => {
  const { ask, jobs, startJob } = await httpFixture(t, { dialect: 'pushy-server' });
  const ids = [
    await startJob({ command: 'x', nodes: ['web1'] }),
    await startJob({ command: 'x', nodes: ['web1'] }),
  ];
  let [now, most, made] = [0, 0, 0];
  const list = jobs.list.bind(jobs);
  jobs.list = async (...asked) => {
    [now, made] = [now + 1, made + 1];
    most = Math.max(most, now);
    const found = await list(...asked);
    now -= 1;
    return found;
  };
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => ask('GET', `${JOBS}?limit=${1 + (index % 3)}`)),
  );
  assert.deepEqual([most, made], [1, 6]);
  for (const [index, answer] of answers.entries())
    assert.deepEqual(
      answer.json<{ id: string }[]>().map(({ id }) => id),
      ids.slice(0, 1 + (index % 3)),
    );
});
