import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { answerJson, type SeenRequest, startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';

const NODES = ['ghost', 'web1', 'web2', 'web3'];

/** What a server answers to questions about its clients and nodes; undefined is a page that says 404. */
type Knows = (request: SeenRequest) => object | undefined;

/** What `job start` says of a job whose nodes are all unavailable. */
async function saidOf(context: TestContext, knows: Knows, nodes: readonly string[]) {
  await using server = await startWebServer((request, response) => {
    const { method, url } = request;
    if (method === 'POST') return answerJson(response, 201, { id: 'job1' });
    if (url.includes('/jobs/'))
      return answerJson(response, 200, {
        id: 'job1',
        command: 'true',
        status: 'quorum_failed',
        run_timeout: 60,
        created_at: 'Tue, 01 Dec 2026 10:00:00 GMT',
        updated_at: 'Tue, 01 Dec 2026 10:00:01 GMT',
        nodes: { unavailable: nodes },
      });
    const answer = knows(request);
    if (answer === undefined)
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>');
    else answerJson(response, 200, answer);
  });
  return await askHere(context, server.url, ['job', 'start', 'true', ...nodes]);
}

test('a node that has no client at the server is said to have none', async (context) => {
  const { code, stderr } = await saidOf(
    context,
    ({ url }) => (url.endsWith('/clients') ? { admin: 'http://x' } : undefined),
    ['ghost'],
  );
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^ghost: the server has no client of this name; check the name, or register the node\.$/m,
  );
});

test('where the server has a diagnosis its sentence is said, of three nodes at most', async (context) => {
  const { stderr } = await saidOf(
    context,
    ({ url }) => {
      if (url.includes('/diagnosis/')) return { sentence: 'Nothing has been heard of it' };
      return /\/clients\/\w+$/.test(url) ? { name: 'x', clientname: 'x' } : undefined;
    },
    NODES,
  );
  assert.match(
    stderr,
    /^ghost: Nothing has been heard of it\. push-harness doctor ghost says what to do\.$/m,
  );
  assert.match(stderr, /^And 1 more were unavailable: push-harness node status lists all nodes\.$/m);
  assert.doesNotMatch(stderr, /^web3: /m);
});

test('a server that knows neither clients nor diagnoses accuses no name', async (context) => {
  const { code, stderr } = await saidOf(context, () => undefined, ['ghost']);
  assert.equal(code, 1);
  assert.match(stderr, /^ghost: the server considers it down; push-harness node status ghost asks again\.$/m);
});
