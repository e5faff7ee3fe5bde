import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { answerJson, startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';

const DATE = 'Tue, 04 Sep 2012 23:01:02 GMT';

/** What `job output` says of a job that has no output of the node. */
async function said(context: TestContext, job: object | undefined): Promise<string> {
  await using server = await startWebServer(({ url }, response) => {
    const isThere = job !== undefined && !url.includes('/output/');
    const whole = { id: '12ab', command: 'x', run_timeout: 1, created_at: DATE, updated_at: DATE, ...job };
    answerJson(response, isThere ? 200 : 404, isThere ? whole : { error: ['not_found'] });
  });
  const { code, stderr } = await askHere(context, server.url, ['job', 'output', '12ab', 'web1']);
  assert.equal(code, 1, stderr);
  return stderr;
}

test('that there is no output is explained by the job', async (context) => {
  const done = { status: 'complete', capture_output: true };
  for (const [job, why] of [
    [
      undefined,
      /^There is no job 12ab in organisation dev; push-harness job list shows those there are\.\n$/,
    ],
    [{ ...done, nodes: { complete: ['db1', 'db2'] } }, /^web1 is not a node of job 12ab: db1, db2\.\n$/],
    [
      { status: 'complete', nodes: { complete: ['web1'] } },
      /^Job 12ab was started without --capture: no output is kept of it\.\n$/,
    ],
    [
      { ...done, status: 'running', nodes: { running: ['web1'] } },
      /^Job 12ab is not over \(running\): there is no output of web1 yet\.\n$/,
    ],
    [
      { ...done, nodes: { nacked: ['web1'] } },
      /^There is no output of web1 in job 12ab: the node is shown as nacked there\. .* push-harness doctor web1\.\n$/,
    ],
  ] as const)
    assert.match(await said(context, job), why);
});
