import assert from 'node:assert/strict';
import test from 'node:test';
import { answerJson, startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';

const DATE = 'Tue, 04 Sep 2012 23:01:02 GMT';
const JOB = { id: '12ab', command: 'x', run_timeout: 1, created_at: DATE, updated_at: DATE };

test('job cancel shows the job as it has ended, or says why nothing was cancelled', async (context) => {
  for (const [status, asked, code, said] of [
    [200, { ...JOB, status: 'aborted', nodes: { aborted: ['web1'] } }, 0, /aborted/],
    [409, { error: ['over'] }, 1, /^Job 12ab is over \(complete\); nothing is left to cancel\.\n$/],
    [404, { error: ['no'] }, 1, /cancels no jobs \(404\): .* push-harness job watch 12ab follows it\.\n$/],
    [405, { error: ['no'] }, 1, /cancels no jobs \(405\)/],
  ] as const) {
    await using server = await startWebServer(({ url }, response) => {
      if (url.endsWith('/cancel')) answerJson(response, status, asked);
      else answerJson(response, 200, { ...JOB, status: 'complete', nodes: {} });
    });
    const ran = await askHere(context, server.url, ['job', 'cancel', '12ab']);
    assert.equal(ran.code, code, ran.stderr);
    assert.match(code === 0 ? ran.stdout : ran.stderr, said);
  }
});

test('job list --limit gives the newest first, of servers with pages and without', async (context) => {
  const all = Array.from({ length: 7 }, (_, index) => `job${index}`);
  for (const isPaged of [true, false]) {
    await using server = await startWebServer(({ url }, response) => {
      const query = new URL(url, 'http://x').searchParams;
      const newest = all.toReversed();
      const from = newest.indexOf(query.get('after') ?? '') + 1;
      const size = Math.min(Number(query.get('limit')), 2);
      if (isPaged)
        response.setHeader('link', `<x>; rel="first"${from + size < all.length ? ', <y>; rel="next"' : ''}`);
      answerJson(response, 200, isPaged ? newest.slice(from, from + size) : all);
    });
    for (const [limit, count] of [
      ['3', 3],
      ['50', 7],
    ] as const) {
      const { code, stdout } = await askHere(context, server.url, ['job', 'list', '--limit', limit]);
      assert.equal(code, 0);
      assert.deepEqual(stdout.trim().split('\n'), all.toReversed().slice(0, count), `${isPaged} ${limit}`);
    }
  }
});
