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
